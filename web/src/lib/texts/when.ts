import { coming_words, date_words, past_words } from './time';
import { language, t } from './texts.svelte';

/** Past or coming time in the words of the chosen language; an empty or unreadable time is nothing. */
export function when(at: string | null | undefined, now = new Date()): string {
  const date = at ? new Date(at) : null;
  if (!date || Number.isNaN(date.getTime())) return '';
  return date > now ? coming_words(date, now, t, language()) : past_words(date, now, t, language());
}

export function day(at: string | null | undefined, now = new Date()): string {
  const date = at ? new Date(at) : null;
  return !date || Number.isNaN(date.getTime()) ? '' : date_words(date, now, language());
}
