import { describe, expect, it } from 'vitest';
import { count_turns, edge, lay_out, marks_for } from './waiting';

const line = (id: number, wait_days: number) => ({ person_id: String(id), wait_days, whose_turn: 'coordinator' as const });

describe('lay_out', () => {
  it('puts everyone on the line, longer waits further along', () => {
    const { dots, base } = lay_out([line(1, 40), line(2, 10), line(3, 0)], 640);
    expect(dots.map((dot) => dot.id)).toEqual(['1', '2', '3']);
    expect(dots[0]!.x).toBeGreaterThan(dots[1]!.x);
    expect(dots[1]!.x).toBeGreaterThan(dots[2]!.x);
    for (const dot of dots) expect(dot.y).toBeLessThan(base);
  });

  it('piles up those who have waited as long, each at a place of its own, inside the picture', () => {
    const { dots, height } = lay_out(Array.from({ length: 60 }, (_, index) => line(index, 5)), 320);
    expect(new Set(dots.map((dot) => dot.y)).size).toBe(60);
    expect(Math.min(...dots.map((dot) => dot.y))).toBeGreaterThan(0);
    expect(height).toBeLessThan(220);
  });

  it('stands with nobody, with nobody waiting a day, and on no width at all', () => {
    expect(lay_out([], 400).dots).toEqual([]);
    for (const width of [0, 10, 320]) {
      const { dots } = lay_out([line(1, 0)], width);
      expect(Number.isFinite(dots[0]!.x)).toBe(true);
    }
    expect(lay_out([line(1, 0)], 400).marks[0]).toEqual({ x: edge, days: 0 });
  });
});

describe('marks_for', () => {
  it('counts in round numbers past the longest wait, and in few of them', () => {
    expect(marks_for(1)).toEqual([0, 1]);
    expect(marks_for(33)).toEqual([0, 7, 14, 21, 28, 35]);
    for (const days of [1, 2, 9, 50, 180, 400, 5000]) {
      const marks = marks_for(days);
      expect(marks.length).toBeLessThanOrEqual(6);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(days);
    }
  });
});

it('counts whose turn it is', () => {
  expect(count_turns([line(1, 1), line(2, 1), { whose_turn: 'supporter' }])).toEqual({ participant: 0, supporter: 1, coordinator: 2 });
});
