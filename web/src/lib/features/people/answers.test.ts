import { describe, expect, it } from 'vitest';
import type { ProfileField } from '$lib/api/types';
import { answer_of, held_of, page_with_error, pages_of } from './answers';

const field = (kind: ProfileField['kind'], value: unknown = null, choices = 0): ProfileField => ({
  key: `${kind}-${choices}`,
  label: kind,
  help: '',
  kind,
  choices: Array.from({ length: choices }, (_, index) => ({ value: `v${index}`, label: `V${index}` })),
  value,
  may_hide: false,
  hidden: false,
  shown_to: ''
});

describe('answers', () => {
  it('come back as they went out', () => {
    const cases: [ProfileField, unknown][] = [
      [field('text', 'Ana'), 'Ana'],
      [field('choice', 'v1', 3), 'v1'],
      [field('choices', ['v0', 'v2'], 3), ['v0', 'v2']],
      [field('year', 1998), 1998],
      [field('number', 7.5), 7.5],
      [field('yes_no', true), true],
      [field('yes_no', false), false],
      [field('date', '1956-02-03'), '1956-02-03'],
      [field('languages', ['en', 'fr']), ['en', 'fr']],
      [field('text', null), null],
      [field('year', null), null]
    ];
    for (const [question, value] of cases) expect(answer_of(question, held_of(question))).toEqual(value);
  });

  it('take a decimal comma, and leave nonsense for the server to explain', () => {
    expect(answer_of(field('number'), '7,5')).toBe(7.5);
    expect(answer_of(field('year'), 'last year')).toBe('last year');
  });

  it('show a place by its name, and keep where it lies until the name changes', () => {
    const smithers = { name: 'Smithers', latitude: 54.78, longitude: -127.17 };
    const place = field('place', smithers);
    expect(held_of(place)).toBe('Smithers');
    expect(answer_of(place, ' Smithers ')).toEqual(smithers);
    expect(answer_of(place, 'Telkwa')).toBe('Telkwa');
    expect(answer_of(place, '')).toBeNull();
  });

  it('hold nothing where the server sent something of another kind', () => {
    expect(held_of(field('choices', 'x', 2))).toEqual([]);
  });
});

describe('pages_of', () => {
  it('puts short questions together and long ones alone, losing none', () => {
    const fields = [field('text'), field('year'), field('date'), field('count'), field('choices', null, 5), field('choice', null, 2), field('long_text')];
    const pages = pages_of(fields);
    expect(pages.map((page) => page.length)).toEqual([3, 1, 1, 1, 1]);
    expect(pages.flat()).toEqual(fields);
  });

  it('finds the page of the first complaint', () => {
    const pages = pages_of([field('long_text'), field('year')]);
    expect(page_with_error(pages, [{ field: 'answers.year-0' }])).toBe(1);
    expect(page_with_error(pages, [{ field: 'note' }])).toBe(0);
  });
});
