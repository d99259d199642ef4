import type { ProfileField } from '$lib/api/types';
import { slot_words } from '../week';
import { zone_words } from '../zones';

/** An answer as people read it, with the words of the choices; empty when there is none. */
export function answer_words(field: ProfileField, yes: string, no: string, language: string): string {
  const value: unknown = field.value;
  if (value === true) return yes;
  if (value === false) return no;
  if (Array.isArray(value)) return value.map((each) => (field.kind === 'availability' ? slot_words(field, String(each), language) : '') || label_of(field, each)).filter(Boolean).join(', ');
  if (field.kind === 'time_zone' && typeof value === 'string') return zone_words(value, language);
  return label_of(field, value);
}

function label_of(field: ProfileField, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return place_name(value);
  return field.choices.find((choice) => choice.value === String(value))?.label ?? String(value);
}

/** A place is held with where it lies on the map; people read its name. */
function place_name(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const name = (value as Record<string, unknown>).name ?? (value as Record<string, unknown>).town;
  return typeof name === 'string' ? name : '';
}
