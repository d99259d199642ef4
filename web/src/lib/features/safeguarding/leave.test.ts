import { describe, expect, it } from 'vitest';
import { dial } from './crisis.svelte';
import { escape_twice, return_after_leaving } from './leave';

const marks = (left: boolean) => {
  const held = new Map(left ? [['kith.left', '1']] : []);
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key)
  };
};

describe('return_after_leaving', () => {
  it('sends the Back button away, every time', () => {
    const held = marks(true);
    expect([return_after_leaving('back_forward', held), return_after_leaving('back_forward', held)]).toEqual(['away', 'away']);
  });

  it('lets the person come back by opening Kith anew, signed out', () => {
    const held = marks(true);
    expect([return_after_leaving('navigate', held), return_after_leaving('navigate', held)]).toEqual(['sign_out', 'go_on']);
  });

  it('does nothing when nobody left', () => {
    expect(return_after_leaving('back_forward', marks(false))).toBe('go_on');
  });
});

describe('escape_twice', () => {
  it('leaves on the second Escape within a second only', () => {
    const twice = escape_twice();
    const press = (key: string, timeStamp: number) => twice({ key, timeStamp });
    expect([press('Escape', 0), press('Escape', 1_500), press('a', 1_600), press('Escape', 2_000)]).toEqual([false, false, false, true]);
  });
});

describe('dial', () => {
  it('keeps what a phone can dial', () => {
    expect([dial('116 123'), dial('+1 (604) 555-0134'), dial('988;ext=javascript:1'), dial('3114')]).toEqual(['116123', '+16045550134', '9881', '3114']);
  });
});
