import type { RehearsalBand, RehearsalCurve } from '$lib/api/types';

/** What two designs differ by: surely less, surely more, or not clear because the interval holds 0. */
export interface Difference {
  kind: 'less' | 'more' | 'unclear';
  /** All three without a sign; of an unclear one `low` is how much less and `high` how much more it may be. */
  middle: number;
  low: number;
  high: number;
}

export function difference_of(band: RehearsalBand): Difference {
  const { low, middle, high } = band;
  if (high < 0) return { kind: 'less', middle: -middle, low: -high, high: -low };
  if (low > 0) return { kind: 'more', middle, low, high };
  return { kind: 'unclear', middle: Math.abs(middle), low: Math.max(0, -low), high: Math.max(0, high) };
}

/** The round number that an axis from 0 ends with, and the marks on it. */
export function scale_of(curve: RehearsalCurve): { top: number; marks: number[] } {
  const highest = Math.max(1, ...[...curve.as_is, ...curve.changed].map((each) => each.high));
  const step = nice(highest / 4);
  const top = Math.ceil(highest / step - 1e-9) * step;
  const marks = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return { top, marks };
}

/** 1, 2 or 5 times a power of ten, and nothing below 1: all that is counted here is counted whole. */
function nice(at_least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(at_least, 1)));
  for (const each of [1, 2, 5]) if (each * power >= at_least) return each * power;
  return 10 * power;
}

/** The weeks that are written under a picture: few enough to be read, the last among them. */
export function week_marks(weeks: number): number[] {
  const step = [1, 2, 4, 13, 26].find((each) => weeks / each <= 8) ?? 26;
  const marks = Array.from({ length: Math.floor(weeks / step) }, (_, i) => (i + 1) * step);
  return marks.at(-1) === weeks ? marks : [...marks.filter((each) => weeks - each >= step / 2), weeks];
}

export const panel = { width: 360, height: 210, left: 60, right: 12, top: 12, bottom: 34 };

/** Where a week's end and a value lie in a panel. A single week stands in the middle. */
export function place(week: number, weeks: number, value: number, top: number): { x: number; y: number } {
  const across = panel.width - panel.left - panel.right;
  const down = panel.height - panel.top - panel.bottom;
  const share = weeks > 1 ? (week - 1) / (weeks - 1) : 0.5;
  return { x: round(panel.left + share * across), y: round(panel.top + (1 - value / top) * down) };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The middle as a line, and the band as an area: out along its upper edge and back along the lower. */
export function paths(bands: RehearsalBand[], top: number): { line: string; area: string } {
  const along = (of: (band: RehearsalBand) => number) => bands.map((band, i) => place(i + 1, bands.length, of(band), top)).map(({ x, y }) => `${x} ${y}`);
  const line = `M${along((band) => band.middle).join('L')}`;
  const area = `M${[...along((band) => band.high), ...along((band) => band.low).reverse()].join('L')}Z`;
  return { line, area };
}

/** A length of time in the largest unit that fits it without a rest. */
export function span_of(minutes: number): { unit: 'weeks' | 'days' | 'hours' | 'minutes'; count: number } {
  for (const [unit, size] of [['weeks', 10_080], ['days', 1_440], ['hours', 60]] as const) {
    if (minutes >= size && minutes % size === 0) return { unit, count: minutes / size };
  }
  return { unit: 'minutes', count: minutes };
}

/** Every figure of every week, as a spreadsheet reads it. */
export function csv_of(curves: RehearsalCurve[]): string {
  const lines = [['week', 'figure', 'design', 'low', 'middle', 'high']];
  for (const curve of curves) {
    for (const [design, bands] of [['as_is', curve.as_is], ['changed', curve.changed]] as const) {
      bands.forEach((band, i) => lines.push([String(i + 1), curve.key, design, String(band.low), String(band.middle), String(band.high)]));
    }
  }
  return lines.map((line) => line.join(',')).join('\r\n') + '\r\n';
}
