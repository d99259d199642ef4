import type { ProfileField } from '$lib/api/types';

/** What a control on the screen holds: one text, or the ticked values. */
export type Held = string | string[];
export type Answer = null | string | number | boolean | string[] | Place;

/** A place is known by its name; where it lies on the map stays with it as long as the name is the same. */
export interface Place {
  name: string;
  latitude?: number;
  longitude?: number;
}

const ticked_kinds = new Set(['choices', 'languages', 'availability']);
const number_kinds = new Set(['year', 'number', 'count']);

/** True where people tick several boxes. Without given choices the field is a line of text. */
export function is_ticked(field: ProfileField): boolean {
  return ticked_kinds.has(field.kind) && field.choices.length > 0;
}

export function held_of(field: ProfileField): Held {
  const value: unknown = field.value;
  if (is_ticked(field)) return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  if (Array.isArray(value)) return value.join(', ');
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (is_place(value)) return value.name;
  return value === null || value === undefined ? '' : String(value);
}

/** What is sent to the server. An empty answer is null; a number that is none stays text, so the server can say what is wrong. */
export function answer_of(field: ProfileField, held: Held): Answer {
  if (Array.isArray(held)) return held;
  const text = held.trim();
  if (ticked_kinds.has(field.kind)) return text === '' ? [] : text.split(/\s*[,;]\s*/).filter(Boolean);
  if (text === '') return null;
  if (field.kind === 'yes_no') return text === 'yes';
  if (is_place(field.value) && field.value.name === text) return field.value;
  if (number_kinds.has(field.kind)) return /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
  return text;
}

function is_place(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

const roomy_kinds = new Set(['long_text', 'choices', 'languages', 'availability', 'choice']);

/** Puts questions on pages: a question with much to read stands alone, short ones come in threes. */
export function pages_of(fields: ProfileField[]): ProfileField[][] {
  const pages: ProfileField[][] = [];
  let short: ProfileField[] = [];
  const finish = () => {
    if (short.length > 0) pages.push(short);
    short = [];
  };
  for (const field of fields) {
    if (roomy_kinds.has(field.kind) && !(field.kind === 'choice' && field.choices.length <= 3)) {
      finish();
      pages.push([field]);
    } else {
      short.push(field);
      if (short.length === 3) finish();
    }
  }
  finish();
  return pages;
}

/** The page on which the first complaint lies; 0 when none of them is on a page. */
export function page_with_error(pages: ProfileField[][], errors: { field: string }[]): number {
  const named = new Set(errors.map((error) => error.field));
  return Math.max(0, pages.findIndex((page) => page.some((field) => named.has(`answers.${field.key}`))));
}
