import { describe, expect, it } from 'vitest';
import type { FormingArea } from '$lib/api/types';
import { unled_of } from './forming.svelte';
import { dots, map_width } from './map';

const area = (name: string, latitude: number | null, longitude: number | null, people = 1): FormingArea => ({
  name,
  latitude,
  longitude,
  people,
  facilitators: 0,
  groups: 0
});

describe('the map of areas', () => {
  it('keeps north up, east right and everything on the sheet', () => {
    const made = dots([area('South', 52, 0), area('North', 52.5, 0), area('East', 52, 0.5, 9)]);
    const of = (name: string) => made.dots.find((dot) => dot.area.name === name)!;
    expect(of('North').y).toBeLessThan(of('South').y);
    expect(of('East').x).toBeGreaterThan(of('South').x);
    expect(of('East').r).toBeGreaterThan(of('South').r);
    for (const dot of made.dots) {
      expect(dot.x).toBeGreaterThan(0);
      expect(dot.x).toBeLessThan(map_width);
      expect(dot.y).toBeLessThan(made.height);
    }
    // Half a degree east is a shorter way than half a degree north.
    expect(of('East').x - of('South').x).toBeLessThan(of('South').y - of('North').y);
  });

  it('is left out where fewer than two places are known', () => {
    expect(dots([area('Ely', 52, 0), area('', null, null)]).dots).toEqual([]);
  });
});

describe('a proposal', () => {
  it('says how many of its groups nobody leads', () => {
    const seat = { person_id: 'f', name: 'Fay', town: 'Ely', km: 0, pinned: false, does_not_fit: false, ask_first: false };
    expect(unled_of([])).toBe(0);
    expect(unled_of([{ facilitators: [seat] }, { facilitators: [] }, { facilitators: [] }])).toBe(2);
  });
});
