import { describe, expect, it } from 'vitest';
import { in_days, may_remind, morning_of } from './reminders';

const now = new Date(2026, 10, 22, 10, 0);

describe('a reminder', () => {
  it('moves from its own time, or from now when that has passed', () => {
    expect(new Date(in_days(new Date(2026, 10, 25, 9).toISOString(), 7, now)).getDate()).toBe(2);
    expect(new Date(in_days(new Date(2026, 10, 1, 9).toISOString(), 7, now)).getDate()).toBe(29);
  });

  it('comes in the morning of a day to come', () => {
    expect(new Date(morning_of('2026-11-23', now) ?? '').getHours()).toBe(9);
    expect(morning_of('2026-11-22', now)).toBeNull();
    expect(morning_of('', now)).toBeNull();
  });

  it('is sent to the same person once a day', () => {
    expect(may_remind(null, now)).toBe(true);
    expect(may_remind(new Date(2026, 10, 22, 9).toISOString(), now)).toBe(false);
    expect(may_remind(new Date(2026, 10, 21, 10).toISOString(), now)).toBe(true);
  });
});
