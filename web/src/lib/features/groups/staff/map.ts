import type { FormingArea } from '$lib/api/types';

export interface Dot {
  area: FormingArea;
  x: number;
  y: number;
  r: number;
}

export const map_width = 600;
const margin = 60;
const largest = 26;

/**
 * Places as dots on a sheet, north up and true to distance: a degree of longitude is shorter than one of latitude.
 * Nothing when fewer than two places are known.
 */
export function dots(areas: FormingArea[]): { dots: Dot[]; height: number } {
  const known = areas.flatMap((area) => {
    const { latitude, longitude } = area;
    return typeof latitude === 'number' && typeof longitude === 'number' ? [{ area, latitude, longitude }] : [];
  });
  if (known.length < 2) return { dots: [], height: 0 };
  const middle = known.reduce((sum, each) => sum + each.latitude, 0) / known.length;
  const east = Math.cos((middle * Math.PI) / 180);
  const xs = known.map((each) => each.longitude * east);
  const ys = known.map((each) => -each.latitude);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1e-6);
  const scale = (map_width - 2 * margin) / span;
  const most = Math.max(1, ...known.map((each) => each.area.people));
  const placed = known.map((each, index) => ({
    area: each.area,
    x: margin + (xs[index] - left) * scale,
    y: margin + (ys[index] - top) * scale,
    r: 5 + (largest - 5) * Math.sqrt(each.area.people / most)
  }));
  // Large ones first, so that small ones lie on top and can be seen.
  placed.sort((a, b) => b.r - a.r);
  return { dots: placed, height: Math.max(...placed.map((dot) => dot.y)) + margin };
}
