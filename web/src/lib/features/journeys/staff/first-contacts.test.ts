import { describe, expect, it } from 'vitest';
import type { FirstContactLine } from '$lib/api/types';
import { how_it_stands, word_of } from './first-contacts';

const line: FirstContactLine = { other_name: 'Maria', participant_said: 'unsaid', supporter_said: 'met', ticked: 2, lines: 6, open: true };

describe('how a first contact stands', () => {
  it('is confirmed by the word of both alone', () => {
    expect(how_it_stands({ ...line, participant_said: 'met' })).toBe('first_staff.confirmed');
    expect(how_it_stands(line)).toBe('first_staff.not_known');
  });

  it('was seen where there is evidence without the word of both', () => {
    expect(how_it_stands({ ...line, first_contact_at: '2026-11-24T18:00:00Z' })).toBe('first_staff.seen');
  });

  it('says what each of them said', () => {
    expect(word_of('not_yet')).toBe('first_staff.said_not_yet');
  });
});
