import type { CellError, ColumnChoice, ImportColumn, ImportField, ImportView } from '$lib/api/types';

/** Which field each column holds, by column number; "" leaves the column out. */
export type Mapping = Record<number, string>;

export const mapping_of = (columns: ImportColumn[]): Mapping => Object.fromEntries(columns.map((each) => [each.column, each.field]));

export const choices_of = (mapping: Mapping): ColumnChoice[] =>
  Object.entries(mapping)
    .map(([column, field]) => ({ column: Number(column), field }))
    .sort((a, b) => a.column - b.column);

export interface MappingFaults {
  /** Columns that hold a field which an earlier column holds too. */
  twice: { column: number; field: ImportField }[];
  /** Fields that must be there and that no column holds. */
  missing: ImportField[];
}

export function faults_of(mapping: Mapping, fields: ImportField[]): MappingFaults {
  const seen = new Set<string>();
  const twice: MappingFaults['twice'] = [];
  for (const { column, field } of choices_of(mapping)) {
    const known = fields.find((each) => each.key === field);
    if (known && seen.has(field)) twice.push({ column, field: known });
    seen.add(field);
  }
  return { twice, missing: fields.filter((field) => field.required && !seen.has(field.key)) };
}

/** The two days that a date such as 03/04/2011 may mean; null when it does not read like one. */
export function readings_of(example: string): { dmy: Date; mdy: Date } | null {
  const found = /^\s*(\d{1,2})\D(\d{1,2})\D(\d{4})\s*$/.exec(example);
  if (!found) return null;
  const [first, second, year] = found.slice(1).map(Number) as [number, number, number];
  if (first < 1 || second < 1 || first > 12 || second > 12) return null;
  return { dmy: new Date(year, second - 1, first), mdy: new Date(year, first - 1, second) };
}

const key_of = (row: number, column: number) => `${row}/${column}`;

/** What is wrong in which cell, for marking it there. */
export function errors_by_cell(errors: CellError[]): Map<string, CellError[]> {
  const found = new Map<string, CellError[]>();
  for (const error of errors) {
    const key = key_of(error.row, error.column);
    found.set(key, [...(found.get(key) ?? []), error]);
  }
  return found;
}

export const errors_in = (cells: Map<string, CellError[]>, row: number, column: number): CellError[] => cells.get(key_of(row, column)) ?? [];

export const cell_id = (row: number, column: number) => `cell-${row}-${column}`;

/** True when the cell of this error is among the rows shown, so that a link can lead there. */
export function is_shown(view: ImportView, error: CellError): boolean {
  return view.preview.some((each) => each.row === error.row && error.column >= 1 && error.column <= view.columns.length);
}

export type Verdict = 'date_form' | 'errors' | 'likely_duplicates' | 'good';

/** What stands between the file and the people in it, worst first. */
export function verdict_of(view: ImportView): Verdict {
  if (view.needs_date_form) return 'date_form';
  if (view.error_count > 0 || view.duplicates.some((each) => each.blocking)) return 'errors';
  return view.duplicates.length > 0 ? 'likely_duplicates' : 'good';
}

/** What is wrong with a file before it is sent, from its name and first bytes. */
export function file_fault(name: string, first_bytes: Uint8Array, size: number): 'workbook' | 'empty' | 'too_large' | null {
  if (size === 0) return 'empty';
  // 48 MiB become the 64 MiB of base64 that the server takes.
  if (size > 48 * 1024 * 1024) return 'too_large';
  const zip = first_bytes[0] === 0x50 && first_bytes[1] === 0x4b;
  const old_workbook = first_bytes[0] === 0xd0 && first_bytes[1] === 0xcf;
  return zip || old_workbook || /\.(xlsx?|ods|numbers)$/i.test(name) ? 'workbook' : null;
}
