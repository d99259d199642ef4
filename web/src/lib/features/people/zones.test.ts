import { describe, expect, it } from 'vitest';
import { zone_options, zone_words } from './zones';

describe('time zones', () => {
  it('are named by city and by what people call them', () => {
    expect(zone_words('America/Vancouver', 'en')).toBe('Vancouver, Pacific Time');
    expect(zone_words('America/St_Johns', 'fr')).toMatch(/^St Johns, heure/);
    expect(zone_words('Somewhere/Else_Here', 'en')).toBe('Else Here');
  });

  it('come in the order of their cities, the chosen one always among them', () => {
    const options = zone_options('Old/Zone', 'en');
    expect(options.some((each) => each.value === 'Old/Zone')).toBe(true);
    expect(options.map((each) => each.label)).toEqual(options.map((each) => each.label).sort(new Intl.Collator('en').compare));
    expect(zone_options('Europe/Paris', 'en').filter((each) => each.value === 'Europe/Paris')).toHaveLength(1);
  });
});
