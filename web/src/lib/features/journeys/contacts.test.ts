import { describe, expect, it } from 'vitest';
import { time_of } from './contacts';

describe('the time of a contact', () => {
  const now = new Date(2026, 10, 22, 9, 30);

  it('is left to the server today', () => {
    expect(time_of(0, now)).toBeNull();
  });

  it('is noon on an earlier day, so that it is never still to come', () => {
    const then = new Date(time_of(1, now) ?? '');
    expect([then.getDate(), then.getHours()]).toEqual([21, 12]);
    expect(then.getTime()).toBeLessThan(now.getTime());
  });
});
