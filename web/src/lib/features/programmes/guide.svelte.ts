import { query } from '$lib/api/client';
import type { GuideView } from '$lib/api/types';
import { read } from '$lib/offline/reading';
import { language } from '$lib/texts/texts.svelte';

let known = $state.raw<Record<string, GuideView>>({});

/** A programme's own words. The first call fetches; until then, and without a line, there are none. */
export function guide(programme: string): GuideView | null {
  return known[key(programme)] ?? null;
}

export async function fetch_guide(programme: string): Promise<GuideView | null> {
  const place = key(programme);
  if (known[place] || !programme) return known[place] ?? null;
  try {
    const reading = await read<GuideView>(`/api/guide${query({ programme, language: language() })}`);
    known = { ...known, [place]: reading.value };
    return reading.value;
  } catch {
    return null;
  }
}

/** A text of the programme, or our own words when it has none. */
export function guide_text(programme: string, name: string, otherwise: string): string {
  return guide(programme)?.texts[name] || otherwise;
}

/** What the programme calls a role: "Support Parent", "mentor". Empty until the guide is here. */
export function role_word(programme: string, role: string): string {
  return guide(programme)?.role_words[role]?.one ?? '';
}

function key(programme: string): string {
  return `${programme}/${language()}`;
}
