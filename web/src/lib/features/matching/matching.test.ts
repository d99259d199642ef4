import { describe, expect, it } from 'vitest';
import type { CriterionView } from '$lib/api/types';
import { weights, with_weight } from './matching';
import { move, toggle } from './order';

const criterion = (key: string, state: CriterionView['state']): CriterionView => ({ key, label: key, state, switchable: true, count_if_must: 1, count_if_off: 2 });

describe('weights', () => {
  it('sends every criterion in exactly one list, in order of rank', () => {
    const criteria = [criterion('a', 'must'), criterion('b', 'nice'), criterion('c', 'must'), criterion('d', 'off')];
    expect(weights(criteria)).toEqual({ must: 'a,c', nice: 'b', off: 'd' });
    expect(weights(with_weight(criteria, 'a', 'off'))).toEqual({ must: 'c', nice: 'b', off: 'a,d' });
  });

  it('leaves the first look to the programme', () => {
    expect(weights([])).toEqual({});
  });
});

describe('toggle', () => {
  it('chooses in order, takes back, and stops at the limit', () => {
    const two = toggle(toggle([], 'a', 2), 'b', 2);
    expect(two).toEqual(['a', 'b']);
    expect(toggle(two, 'c', 2)).toBe(two);
    expect(toggle(two, 'a', 2)).toEqual(['b']);
  });
});

describe('move', () => {
  it('moves one place and stays within the list', () => {
    const list = ['a', 'b', 'c'];
    expect(move(list, 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(move(list, 'a', 1)).toEqual(['b', 'a', 'c']);
    expect([move(list, 'a', -1), move(list, 'c', 1), move(list, 'x', 1)]).toEqual([list, list, list]);
  });
});
