import { describe, expect, it } from 'vitest';
import type { ProfileField } from '$lib/api/types';
import { parts_of_day, slot_words } from './week';

const free: ProfileField = {
  key: 'free',
  label: 'When are you usually free?',
  help: '',
  kind: 'availability',
  choices: [
    { value: 'morning', label: 'morning' },
    { value: 'evening', label: 'evening' }
  ],
  value: ['mon morning'],
  may_hide: false,
  hidden: false,
  shown_to: ''
};

describe('the week', () => {
  it('names a day and its part in the language of the reader', () => {
    expect(slot_words(free, 'mon morning', 'en')).toBe('Monday morning');
    expect(slot_words(free, 'sun evening', 'fr')).toBe('dimanche evening');
  });

  it('names nothing that is no day or no part of one', () => {
    expect([slot_words(free, 'morning', 'en'), slot_words(free, 'mon night', 'en'), slot_words(free, '', 'en')]).toEqual(['', '', '']);
  });

  it('offers each part of every day, in the form that the server takes', () => {
    const parts = parts_of_day(free, 'en');
    expect(parts.map((each) => each.label)).toEqual(['morning', 'evening']);
    expect(parts[1]?.days.map((day) => day.value)).toEqual(['mon evening', 'tue evening', 'wed evening', 'thu evening', 'fri evening', 'sat evening', 'sun evening']);
    expect(parts[0]?.days.map((day) => day.label)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  });
});
