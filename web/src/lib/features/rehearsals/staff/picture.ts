import type { RehearsalBand, RehearsalCurve } from '$lib/api/types';
import { panel, paths, place, scale_of, week_marks } from './bands';

export interface Sheet {
  title: string;
  caution: string;
  /** Of the designs, in the order of the columns. */
  columns: string[];
  curves: { curve: RehearsalCurve; title: string }[];
  week: string;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? each);
const text_at = (x: number, y: number, words: string, more = '') => `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`;

/** All curves on one sheet that stands by itself: black on white, for a report or a slide. */
export function picture_of(sheet: Sheet): string {
  const columns = sheet.columns.length;
  const width = Math.max(720, columns * (panel.width + 24) + 24);
  const row = panel.height + 40;
  const height = 96 + sheet.curves.length * row;
  const body = sheet.curves.map(({ curve, title }, index) => {
    const y = 100 + index * row;
    const panels = [curve.as_is, curve.changed].slice(0, columns).map((bands, column) => panel_of(curve, bands, { x: 24 + column * (panel.width + 24), y: y + 14 }, column, sheet.week));
    return text_at(24, y + 4, title, 'font-weight="bold"') + panels.join('');
  });
  const heads = sheet.columns.map((words, column) => text_at(24 + column * (panel.width + 24), 78, words));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="14"><rect width="100%" height="100%" fill="#ffffff"/>${text_at(24, 28, sheet.title, 'font-size="18" font-weight="bold"')}${text_at(24, 50, sheet.caution)}${heads.join('')}${body.join('')}</svg>\n`;
}

function panel_of(curve: RehearsalCurve, bands: RehearsalBand[], at: { x: number; y: number }, column: number, week: string): string {
  const { top, marks } = scale_of(curve);
  const { line, area } = paths(bands, top);
  const colour = column === 0 ? '#0f4a47' : '#7b1f3f';
  const right = panel.width - panel.right;
  const across = marks.map((mark) => {
    const { y } = place(1, bands.length, mark, top);
    return `<path d="M${panel.left} ${y}H${right}" stroke="#dddddd"/>${text_at(panel.left - 6, y + 5, String(mark), 'text-anchor="end" font-size="12"')}`;
  });
  const along = week_marks(bands.length).map((mark) => text_at(place(mark, bands.length, 0, top).x, panel.height - 14, String(mark), 'text-anchor="middle" font-size="12"'));
  const axis = text_at(panel.left - 10, panel.height - 14, week, 'text-anchor="end" font-size="12"');
  return `<g transform="translate(${at.x} ${at.y})">${across.join('')}<path d="${area}" fill="${colour}" fill-opacity="0.25"/><path d="${line}" fill="none" stroke="${colour}" stroke-width="2.5"/>${along.join('')}${axis}</g>`;
}

/** Hands a file that was made here to whoever sits here. */
export function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
