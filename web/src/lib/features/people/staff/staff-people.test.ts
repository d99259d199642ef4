import { describe, expect, it } from 'vitest';
import type { PersonLine, ProfileField } from '$lib/api/types';
import { answer_words } from './answer-words';
import { dialled, is_known_otherwise, look, takes_invitation, way_word } from './staff-people';

const field = (value: unknown): ProfileField => ({
  key: 'k',
  label: 'K',
  help: '',
  kind: 'choice',
  choices: [{ value: 'pump', label: 'A pump' }],
  value,
  may_hide: false,
  hidden: false,
  shown_to: ''
});

describe('answer_words', () => {
  it('speaks with the words of the choices', () => {
    const cases: [unknown, string][] = [
      ['pump', 'A pump'],
      [['pump', 'other'], 'A pump, other'],
      [1998, '1998'],
      [true, 'Yes'],
      [false, 'No'],
      [{ name: 'Ely', latitude: 52.3 }, 'Ely'],
      [null, ''],
      [[], ''],
      [{}, '']
    ];
    for (const [value, words] of cases) expect(answer_words(field(value), 'Yes', 'No', 'en')).toBe(words);
  });
});

it('speaks of days, and of time zones, as people do', () => {
  const free = { ...field(['tue morning', 'tue noon']), kind: 'availability' as const, choices: [{ value: 'morning', label: 'morning' }] };
  expect(answer_words(free, 'Yes', 'No', 'en')).toBe('Tuesday morning, tue noon');
  expect(answer_words({ ...field('America/Vancouver'), kind: 'time_zone' }, 'Yes', 'No', 'en')).toBe('Vancouver, Pacific Time');
});

describe('reaching people', () => {
  const person = (...reachable_by: string[]) => ({ reachable_by }) as PersonLine;
  it('sends no letter to a landline', () => {
    expect([takes_invitation(person('landline')), takes_invitation(person()), takes_invitation(person('landline', 'mobile'))]).toEqual([false, false, true]);
  });

  it('dials digits only, and shows a new way as it is', () => {
    expect(dialled('+1 250 555-0139 (home)')).toBe('tel:+12505550139');
    expect([way_word('mobile'), way_word('pigeon')]).toEqual(['way.mobile', null]);
  });
});

it('tells a chosen name from a real one', () => {
  const known = (full_name: string, display_name: string) => is_known_otherwise({ full_name, display_name });
  expect([known('Ana Yost', 'Sunny'), known('Ana Yost', 'ana'), known('', 'Sunny')]).toEqual([true, false, false]);
});

it('holds the reason for looking without its edges', () => {
  look.say('  a call ');
  expect(look.reason()).toBe('a call');
});
