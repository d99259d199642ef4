import { clock, coming_words, date_words, past_words, weekday_and_date } from './time';
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

/** "Tuesday 24 November at 18:30", at the clock of this phone. */
export function day_and_time(at: string): string {
  const date = new Date(at);
  return t('time.day_at', { day: weekday_and_date(date, language()), time: clock(date, language()) });
}

/** True when the clocks of a place show another time at that moment than this phone does. */
export function is_other_clock(at: string, zone: string): boolean {
  const time = (of?: string) => new Intl.DateTimeFormat('en-GB', { timeZone: of, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
  try {
    return time(zone) !== time();
  } catch {
    // A zone that an older phone does not know: better told once too often.
    return true;
  }
}
