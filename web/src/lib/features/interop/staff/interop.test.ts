import { describe, expect, it } from 'vitest';
import type { CellError, ImportColumn, ImportField, ImportView } from '$lib/api/types';
import { to_base64 } from './base64';
import { choices_of, errors_by_cell, errors_in, faults_of, file_fault, is_shown, mapping_of, readings_of, verdict_of } from './mapping';

const column = (number: number, field: string): ImportColumn => ({ column: number, header: `h${number}`, field, matched_by: field ? 'name' : '', samples: [] });
const field = (key: string, required = false): ImportField => ({ key, label: key.toUpperCase(), required });
const error = (row: number, at: number): CellError => ({ row, column: at, header: `h${at}`, code: 'x', message: `m${row}${at}`, cure: 'c' });
const view = (change: Partial<ImportView> = {}): ImportView => ({
  import_id: 'i',
  as: 'participants',
  file_name: 'f.csv',
  state: 'draft',
  encoding: 'UTF-8',
  delimiter: 'comma',
  row_count: 2,
  date_form: 'iso',
  needs_date_form: false,
  date_example: '',
  columns: [column(1, 'a'), column(2, '')],
  fields: [field('a', true), field('b')],
  error_count: 0,
  errors: [],
  duplicates: [],
  preview: [{ row: 2, cells: ['x', 'y'] }],
  ready: true,
  ...change
});

describe('to_base64', () => {
  it('gives the same text in pieces as in one, whatever the piece length', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 37) % 256);
    const whole = Buffer.from(bytes).toString('base64');
    for (const size of [1, 3, 4, 7, 300, 999, 1000, 5000]) expect(await to_base64(bytes, () => {}, size)).toBe(whole);
  });

  it('says how far it is, and ends at all of it', async () => {
    const parts: number[] = [];
    await to_base64(new Uint8Array(30), (part) => parts.push(part), 9);
    expect(parts.at(-1)).toBe(1);
    expect([...parts]).toEqual([...parts].sort((a, b) => a - b));
    expect(await to_base64(new Uint8Array(0))).toBe('');
  });
});

describe('mapping', () => {
  it('goes out as it came in', () => {
    expect(choices_of(mapping_of(view().columns))).toEqual([
      { column: 1, field: 'a' },
      { column: 2, field: '' }
    ]);
  });

  it('names what is held twice and what is needed and held nowhere', () => {
    const faults = faults_of({ 1: 'b', 2: 'b', 10: 'b' }, [field('a', true), field('b')]);
    expect(faults.missing.map((each) => each.key)).toEqual(['a']);
    expect(faults.twice.map((each) => each.column)).toEqual([2, 10]);
    expect(faults_of({ 1: 'a', 2: '', 3: '' }, [field('a', true)])).toEqual({ twice: [], missing: [] });
  });
});

describe('readings_of', () => {
  it('reads a date both ways', () => {
    const found = readings_of('03/04/2011');
    expect([found?.dmy.getMonth(), found?.dmy.getDate(), found?.mdy.getMonth(), found?.mdy.getDate()]).toEqual([3, 3, 2, 4]);
  });

  it('leaves what reads one way only, or not at all', () => {
    for (const text of ['25/04/2011', '0/4/2011', '2011-04-03', '', '3/4/11']) expect(readings_of(text)).toBeNull();
  });
});

describe('the check', () => {
  it('finds errors by their cell, and knows which cell is shown', () => {
    const cells = errors_by_cell([error(2, 1), error(2, 1), error(12, 1)]);
    expect([errors_in(cells, 2, 1).length, errors_in(cells, 21, 1).length, errors_in(cells, 12, 1).length]).toEqual([2, 0, 1]);
    expect([is_shown(view(), error(2, 2)), is_shown(view(), error(3, 1)), is_shown(view(), error(2, 3))]).toEqual([true, false, false]);
  });

  it('says the worst first', () => {
    const twin = (blocking: boolean) => [{ row: 2, name: 'n', with: 'w', why: 'y', blocking }];
    expect(verdict_of(view({ needs_date_form: true, error_count: 3 }))).toBe('date_form');
    expect(verdict_of(view({ error_count: 1 }))).toBe('errors');
    expect(verdict_of(view({ duplicates: twin(true) }))).toBe('errors');
    expect(verdict_of(view({ duplicates: twin(false) }))).toBe('likely_duplicates');
    expect(verdict_of(view())).toBe('good');
  });
});

describe('file_fault', () => {
  const text = Uint8Array.from([0x72, 0x65, 0x66, 0x2c]);
  it('knows a workbook by its bytes and by its name', () => {
    expect(file_fault('list.csv', Uint8Array.from([0x50, 0x4b, 3, 4]), 10)).toBe('workbook');
    expect(file_fault('list.csv', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 10)).toBe('workbook');
    expect(file_fault('List.XLSX', text, 10)).toBe('workbook');
  });

  it('refuses what is empty or too large, and takes the rest', () => {
    expect([file_fault('a.csv', new Uint8Array(), 0), file_fault('a.csv', text, 60e6), file_fault('a.csv', text, 10)]).toEqual(['empty', 'too_large', null]);
  });
});
