import { describe, expect, it } from 'vitest';
import { fill } from './message';

describe('fill', () => {
  it('puts values in as text', () => {
    expect(fill('Hello {name}!', { name: '<b>{x}</b>' }, 'en')).toBe('Hello <b>{x}</b>!');
  });

  it('counts by the rules of the language', () => {
    const message = '{count, plural, =0 {nobody} one {# person} other {# people}}';
    expect([0, 1, 2, 1200].map((count) => fill(message, { count }, 'en'))).toEqual(['nobody', '1 person', '2 people', '1,200 people']);
    expect(fill('{count, plural, one {une} other {#}}', { count: 0 }, 'fr')).toBe('une');
  });

  it('fills values inside a plural case', () => {
    expect(fill('{count, plural, one {{name} has one} other {{name} has #}}', { count: 3, name: 'Ana' }, 'en')).toBe('Ana has 3');
  });

  it('shows a value that was not given, instead of hiding the mistake', () => {
    expect(fill('Hello {name}', {}, 'en')).toBe('Hello {name}');
  });

  it('ends a sentence once when the value brings its own full stop', () => {
    expect(fill('By {when}. Thank you.', { when: '3 p.m.' }, 'en')).toBe('By 3 p.m. Thank you.');
    expect(fill('By {when}.', { when: 'noon' }, 'en')).toBe('By noon.');
  });

  it('refuses a message that is not closed', () => {
    expect(() => fill('Hello {name', {}, 'en')).toThrow();
  });
});
