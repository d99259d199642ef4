import type { Values } from './message';

export type TimeKey =
  | 'time.just_now'
  | 'time.minutes_ago'
  | 'time.this_morning'
  | 'time.this_afternoon'
  | 'time.this_evening'
  | 'time.yesterday_morning'
  | 'time.yesterday_afternoon'
  | 'time.yesterday_evening'
  | 'time.on_day'
  | 'time.today_at'
  | 'time.tomorrow_at'
  | 'time.day_at';

export type Say = (key: TimeKey, values?: Values) => string;

const minute_ms = 60_000;

/** When something was, as people say it: "yesterday evening", "on Tuesday". Times are those of this phone. */
export function past_words(at: Date, now: Date, say: Say, language: string): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / minute_ms);
  if (minutes < 1) return say('time.just_now');
  if (minutes < 60) return say('time.minutes_ago', { count: minutes });
  const days = days_between(at, now);
  if (days === 0) return say(`time.this_${part_of_day(at)}`, { time: clock(at, language) });
  if (days === 1) return say(`time.yesterday_${part_of_day(at)}`);
  return say('time.on_day', { day: days < 7 ? weekday(at, language) : date_words(at, now, language) });
}

/** When something will be: "tomorrow at 17:00". */
export function coming_words(at: Date, now: Date, say: Say, language: string): string {
  const time = clock(at, language);
  const days = days_between(now, at);
  if (days <= 0) return say('time.today_at', { time });
  if (days === 1) return say('time.tomorrow_at', { time });
  return say('time.day_at', { day: days < 7 ? weekday(at, language) : date_words(at, now, language), time });
}

export function date_words(at: Date, now: Date, language: string): string {
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language_region(language), { day: 'numeric', month: 'long', year }).format(at);
}

export function clock(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language_region(language), { hour: 'numeric', minute: '2-digit' }).format(at);
}

export function weekday_and_date(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language_region(language), { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** Midnights between two moments, by this phone's calendar, so that a clock change does not move a day. */
export function days_between(earlier: Date, later: Date): number {
  const from = Date.UTC(earlier.getFullYear(), earlier.getMonth(), earlier.getDate());
  const to = Date.UTC(later.getFullYear(), later.getMonth(), later.getDate());
  return Math.round((to - from) / 86_400_000);
}

function part_of_day(at: Date): 'morning' | 'afternoon' | 'evening' {
  if (at.getHours() < 12) return 'morning';
  return at.getHours() < 17 ? 'afternoon' : 'evening';
}

function weekday(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long' }).format(at);
}

/** Day before month in English too, unless the phone itself says otherwise. */
export function language_region(language: string): string {
  const own = typeof navigator === 'undefined' ? '' : (navigator.language ?? '');
  if (own.startsWith(language)) return own;
  return language === 'en' ? 'en-GB' : language;
}
