import type { WaitingLine } from '$lib/api/types';

export type Turn = WaitingLine['whose_turn'];

/** One person on the line of time. */
export interface Dot {
  id: string;
  x: number;
  y: number;
  turn: Turn;
}

export interface Line {
  dots: Dot[];
  marks: { x: number; days: number }[];
  height: number;
  base: number;
}

export const edge = 28;
const step = 18;
const foot = 34;
const tallest = 8;

/**
 * Lays out who waits along a line of days, today at the left. People who have waited about as long stand on top of
 * each other; when the tallest pile would pass `tallest`, the piles close up so that the line keeps its height.
 */
export function lay_out(lines: Pick<WaitingLine, 'person_id' | 'wait_days' | 'whose_turn'>[], width: number): Line {
  const marks = marks_for(Math.max(1, ...lines.map((line) => line.wait_days)));
  const last = marks[marks.length - 1] ?? 1;
  const x_of = (days: number) => edge + (Math.min(days, last) / last) * Math.max(0, width - 2 * edge);
  const piles = new Map<number, number>();
  const placed = lines.map((line) => {
    const column = Math.round(x_of(line.wait_days) / step);
    const level = piles.get(column) ?? 0;
    piles.set(column, level + 1);
    return { line, column, level };
  });
  const high = Math.max(1, ...piles.values());
  const rise = high > tallest ? (tallest * step) / high : step;
  const base = Math.min(high, tallest) * step + step / 2;
  return {
    dots: placed.map(({ line, column, level }) => ({ id: line.person_id, x: column * step, y: base - step / 2 - level * rise, turn: line.whose_turn })),
    marks: marks.map((days) => ({ x: x_of(days), days })),
    height: base + foot,
    base
  };
}

/** Round numbers of days from today to just past the longest wait, at most six of them. */
export function marks_for(longest: number): number[] {
  const gap = [1, 2, 5, 7, 14, 28, 56, 91, 182, 364].find((each) => longest / each <= 5) ?? Math.ceil(longest / 5);
  const count = Math.max(1, Math.ceil(longest / gap));
  return Array.from({ length: count + 1 }, (_, index) => index * gap);
}

export function count_turns(lines: Pick<WaitingLine, 'whose_turn'>[]): Record<Turn, number> {
  const counts: Record<Turn, number> = { participant: 0, supporter: 0, coordinator: 0 };
  for (const line of lines) counts[line.whose_turn]++;
  return counts;
}
