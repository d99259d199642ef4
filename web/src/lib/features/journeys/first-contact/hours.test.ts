import { describe, expect, it } from 'vitest';
import { hour_parts, zone_name } from './hours';

describe('hours for a talk', () => {
  const hour = { from: '2026-11-24T18:00:00Z', until: '2026-11-24T19:00:00Z' };

  it('are told on the clock of the reader', () => {
    expect(hour_parts(hour, 'America/Toronto', 'fr')).toEqual({ day: 'mardi 24 novembre', from: '13:00', until: '14:00' });
    expect(hour_parts(hour, 'Europe/London', 'fr').from).toBe('18:00');
  });

  it('fall on the day of the reader', () => {
    const late = { from: '2026-11-24T23:30:00Z', until: '2026-11-25T00:30:00Z' };
    expect(hour_parts(late, 'Europe/Paris', 'fr').day).toBe('mercredi 25 novembre');
    expect(hour_parts(late, 'America/Toronto', 'fr').day).toBe('mardi 24 novembre');
  });

  it('name their zone by its town', () => {
    expect(zone_name('America/St_Johns')).toBe('St Johns');
  });
});
