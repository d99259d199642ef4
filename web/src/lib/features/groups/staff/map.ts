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
  const flat = known.map(({ area, latitude, longitude }) => ({ area, x: longitude * east, y: -latitude }));
  const left = Math.min(...flat.map((each) => each.x));
  const top = Math.min(...flat.map((each) => each.y));
  const right = Math.max(...flat.map((each) => each.x));
  const bottom = Math.max(...flat.map((each) => each.y));
  const scale = (map_width - 2 * margin) / Math.max(right - left, bottom - top, 1e-6);
  const most = Math.max(1, ...known.map((each) => each.area.people));
  const placed = flat.map(({ area, x, y }) => ({
    area,
    x: margin + (x - left) * scale,
    y: margin + (y - top) * scale,
    r: 5 + (largest - 5) * Math.sqrt(area.people / most)
  }));
  // Large ones first, so that small ones lie on top and can be seen.
  placed.sort((a, b) => b.r - a.r);
  return { dots: placed, height: Math.max(...placed.map((dot) => dot.y)) + margin };
}
