import { coming_words, date_words, past_words } from './time';
import { language, t } from './texts.svelte';

const clock_skew_ms = 2 * 60_000;

/** Past or coming time in the words of the chosen language; an empty or unreadable time is nothing. */
export function when(at: string | null | undefined, now = new Date()): string {
  const date = at ? new Date(at) : null;
  if (!date || Number.isNaN(date.getTime())) return '';
  // The server's clock may run a little ahead of the phone's; what was just said is not in the future.
  return date.getTime() - now.getTime() > clock_skew_ms ? coming_words(date, now, t, language()) : past_words(date, now, t, language());
}

export function day(at: string | null | undefined, now = new Date()): string {
  const date = at ? new Date(at) : null;
  return !date || Number.isNaN(date.getTime()) ? '' : date_words(date, now, language());
}
