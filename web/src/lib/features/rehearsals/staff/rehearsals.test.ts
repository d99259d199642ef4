import { describe, expect, it } from 'vitest';
import type { RehearsalCurve } from '$lib/api/types';
import { csv_of, difference_of, panel, paths, place, scale_of, span_of, week_marks } from './bands';
import { picture_of } from './picture';

const band = (low: number, middle: number, high: number) => ({ low, middle, high });
const curve = (as_is: RehearsalCurve['as_is'], changed: RehearsalCurve['changed'] = []): RehearsalCurve => ({ key: 'waiting', as_is, changed });

describe('a difference', () => {
  it('is less or more only where the whole interval is', () => {
    expect(difference_of(band(-12, -9, -6))).toEqual({ kind: 'less', middle: 9, low: 6, high: 12 });
    expect(difference_of(band(1, 2, 4))).toEqual({ kind: 'more', middle: 2, low: 1, high: 4 });
  });

  it('is not clear where the interval holds 0', () => {
    expect(difference_of(band(-2, 1, 3))).toEqual({ kind: 'unclear', middle: 1, low: 2, high: 3 });
    expect(difference_of(band(0, 1, 3))).toEqual({ kind: 'unclear', middle: 1, low: 0, high: 3 });
    expect(difference_of(band(-3, -1, 0)).kind).toBe('unclear');
    expect(Object.is(difference_of(band(0, 0, 0)).low, 0)).toBe(true);
  });
});

describe('the scale', () => {
  it('ends with a round number above both designs, and is marked from 0', () => {
    const made = scale_of(curve([band(1, 2, 7)], [band(1, 30, 43)]));
    expect(made.top).toBe(60);
    expect(made.marks).toEqual([0, 20, 40, 60]);
  });

  it('never marks parts of a person', () => {
    expect(scale_of(curve([band(0, 0, 0)])).marks).toEqual([0, 1]);
    expect(scale_of(curve([band(0, 1, 2)])).marks).toEqual([0, 1, 2]);
  });

  it('names few enough weeks, the last among them', () => {
    expect(week_marks(4)).toEqual([1, 2, 3, 4]);
    expect(week_marks(26)).toEqual([4, 8, 12, 16, 20, 24, 26]);
    expect(week_marks(104).at(-1)).toBe(104);
    expect(week_marks(104).length).toBeLessThan(10);
  });
});

describe('a curve', () => {
  it('has its band around its middle', () => {
    const { line, area } = paths([band(0, 5, 10), band(10, 10, 10)], 10);
    const bottom = panel.height - panel.bottom;
    const right = panel.width - panel.right;
    expect(line).toBe(`M${panel.left} ${(panel.top + bottom) / 2}L${right} ${panel.top}`);
    expect(area).toBe(`M${panel.left} ${panel.top}L${right} ${panel.top}L${right} ${panel.top}L${panel.left} ${bottom}Z`);
  });

  it('of one week stands in the middle', () => {
    const { x } = place(1, 1, 0, 1);
    expect(x).toBe(panel.left + (panel.width - panel.left - panel.right) / 2);
  });
});

describe('a length of time', () => {
  it('is said in the largest unit that fits', () => {
    expect(span_of(14 * 1440)).toEqual({ unit: 'weeks', count: 2 });
    expect(span_of(10 * 1440)).toEqual({ unit: 'days', count: 10 });
    expect(span_of(90)).toEqual({ unit: 'minutes', count: 90 });
    expect(span_of(0)).toEqual({ unit: 'minutes', count: 0 });
  });
});

describe('what can be saved', () => {
  it('has a line for each week, figure and design', () => {
    const lines = csv_of([curve([band(1, 2, 3)], [band(4, 5, 6)])]).trim().split('\r\n');
    expect(lines).toEqual(['week,figure,design,low,middle,high', '1,waiting,as_is,1,2,3', '1,waiting,changed,4,5,6']);
  });

  it('is a picture in which no words can act', () => {
    const sheet = { title: '<script>', caution: 'c', columns: ['A & B', 'B'], curves: [{ curve: curve([band(1, 2, 3)], [band(1, 2, 3)]), title: 't' }], week: 'Week' };
    const svg = picture_of(sheet);
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).toContain('A &amp; B');
    expect(svg).not.toContain('<script');
    expect(svg.match(/fill-opacity/g)).toHaveLength(2);
  });
});
