import { describe, expect, it } from 'vitest';
import english from './en/app.json';
import french from './fr/app.json';
import { fill } from './message';
import { coming_words, days_between, past_words, type Say } from './time';

const say_in =
  (texts: Record<string, string>, language: string): Say =>
  (key, values = {}) =>
    fill(texts[key] ?? '', values, language);
const en = say_in(english, 'en');
const fr = say_in(french, 'fr');
const now = new Date(2026, 2, 11, 15, 0);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute);

describe('past_words', () => {
  it('speaks as people do', () => {
    expect(past_words(new Date(now.getTime() - 20_000), now, en, 'en')).toBe('just now');
    expect(past_words(at(11, 14, 59), now, en, 'en')).toBe('a minute ago');
    expect(past_words(at(11, 14, 20), now, en, 'en')).toBe('40 minutes ago');
    expect(past_words(at(11, 9, 5), now, en, 'en')).toMatch(/^this morning at 0?9:05/);
    expect(past_words(at(10, 20), now, en, 'en')).toBe('yesterday evening');
    expect(past_words(at(8, 8), now, en, 'en')).toBe('on Sunday');
    expect(past_words(at(1, 8), now, en, 'en')).toMatch(/^on (1 March|March 1)$/);
  });

  it('names the year when it is another one', () => {
    expect(past_words(new Date(2024, 4, 2), now, en, 'en')).toContain('2024');
  });

  it('takes a phone clock that runs behind for now, not for the future', () => {
    expect(past_words(new Date(now.getTime() + 90_000), now, en, 'en')).toBe('just now');
  });

  it('speaks French', () => {
    expect(past_words(at(10, 9), now, fr, 'fr')).toBe('hier matin');
    expect(past_words(at(11, 14, 58), now, fr, 'fr')).toBe('il y a 2 minutes');
  });
});

describe('coming_words', () => {
  it('names the day', () => {
    expect(coming_words(at(11, 17), now, en, 'en')).toMatch(/^today at /);
    expect(coming_words(at(12, 9), now, en, 'en')).toMatch(/^tomorrow at /);
    expect(coming_words(at(14, 9), now, en, 'en')).toMatch(/^Saturday at /);
    expect(coming_words(at(30, 9), now, fr, 'fr')).toMatch(/^30 mars à /);
  });
});

describe('days_between', () => {
  it('counts midnights, not hours', () => {
    expect(days_between(at(10, 23, 59), at(11, 0, 1))).toBe(1);
    expect(days_between(new Date(2026, 2, 28, 12), new Date(2026, 2, 30, 1))).toBe(2);
  });
});
