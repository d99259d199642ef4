import type { ContactBook, ContactLine } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

export type Way = ContactBook['usual_way'];
export type Feeling = ContactLine['feeling'];

export interface NewContact {
  how: Way;
  reached: boolean;
  minutes: number;
  feeling: Feeling;
  at: string | null;
}

export const ways: { value: Way; text: TextKey }[] = [
  { value: 'phone', text: 'contact.phone' },
  { value: 'text', text: 'contact.text' },
  { value: 'video', text: 'contact.video' },
  { value: 'in_person', text: 'contact.in_person' },
  { value: 'email', text: 'contact.email' }
];

export const feelings: { value: Exclude<Feeling, 'unsaid'>; text: TextKey }[] = [
  { value: 'good', text: 'contact.good' },
  { value: 'mixed', text: 'contact.mixed' },
  { value: 'hard', text: 'contact.hard' }
];

export const lengths = [5, 15, 30, 60];

/** Noon of so many days ago; now for today, which is never in the future. */
export function time_of(days_ago: number, now: Date): string | null {
  if (days_ago === 0) return null;
  const then = new Date(now);
  then.setDate(then.getDate() - days_ago);
  then.setHours(12, 0, 0, 0);
  return then.toISOString();
}
