import type { ProfileField } from '$lib/api/types';

/** The days as the server names them, from Monday. */
export const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof week)[number];

// A Monday, to name the days from.
const first_monday = Date.UTC(2024, 0, 1);

export function day_name(day: Day, language: string, style: 'long' | 'short'): string {
  const at = new Date(first_monday + week.indexOf(day) * 86_400_000);
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(at);
}

/** "tue morning" as people read it: "Tuesday morning". Empty when it is no day and part of a day. */
export function slot_words(field: ProfileField, slot: string, language: string): string {
  const [first = '', part = ''] = slot.split(' ');
  const day = week.find((each) => each === first);
  const label = field.choices.find((choice) => choice.value === part)?.label;
  return day && label ? `${day_name(day, language, 'long')} ${label}` : '';
}

/** One part of a day, with its seven days to tick. */
export interface PartOfDay {
  part: string;
  label: string;
  days: { value: string; label: string }[];
}

export function parts_of_day(field: ProfileField, language: string): PartOfDay[] {
  return field.choices.map(({ value: part, label }) => ({
    part,
    label,
    days: week.map((day) => ({ value: `${day} ${part}`, label: day_name(day, language, 'short') }))
  }));
}
