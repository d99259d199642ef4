import { describe, expect, it } from 'vitest';
import type { Eligibility } from '$lib/api/types';
import { dialled, stands_before, unanswered } from './eligibility';

const screen: Eligibility = {
  needed: true,
  outcome: 'unasked',
  at: null,
  questions: [
    { key: 'adult', ask: 'Are you 18 or older?' },
    { key: 'type_2', ask: 'Do you have type 2 diabetes?' }
  ],
  reasons: [],
  elsewhere: '',
  places: []
};

describe('the questions before coming in', () => {
  it('stand before everything else until they fit', () => {
    expect(stands_before(screen)).toBe(true);
    expect(stands_before({ ...screen, outcome: 'redirected' })).toBe(true);
    expect(stands_before({ ...screen, outcome: 'fits' })).toBe(false);
    expect(stands_before({ ...screen, needed: false })).toBe(false);
  });

  it('name the first without an answer', () => {
    expect(unanswered(screen, {})).toBe('adult');
    expect(unanswered(screen, { adult: 'no' })).toBe('type_2');
    expect(unanswered(screen, { adult: 'no', type_2: 'yes' })).toBeUndefined();
  });

  it('give telephones what they dial', () => {
    expect([dialled('8-1-1'), dialled('+44 (0)345 123')]).toEqual(['811', '+440345123']);
  });
});
