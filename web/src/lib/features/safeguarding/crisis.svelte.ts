import { query } from '$lib/api/client';
import type { CrisisView, Signpost } from '$lib/api/types';
import { language, t } from '$lib/texts/texts.svelte';

/** Numbers that travel inside the app, for when nothing else could be fetched. `place` names the country. */
function built_in(): CrisisView {
  const line = (name: string, place: string, call: string, text = ''): Signpost => ({
    name, place, call, text, emergency: false, shown_as: call, hours: '', about: ''
  });
  return {
    not_emergency: t('crisis.not_emergency'),
    items: [
      line(t('crisis.emergency'), t('place.canada_us'), '911'),
      line(t('crisis.suicide_line'), t('place.canada_us'), '988', '988'),
      line(t('crisis.emergency'), t('place.uk'), '999'),
      line('Samaritans', t('place.uk_ireland'), '116 123'),
      line(t('crisis.emergency'), t('place.europe'), '112'),
      line(t('crisis.suicide_line'), t('place.france'), '3114')
    ]
  };
}

let fetched = $state.raw<{ tag: string; view: CrisisView } | null>(null);

/** The list to show now, without waiting for anything. */
export function crisis(): CrisisView {
  return fetched && fetched.tag === language() && fetched.view.items.length > 0 ? fetched.view : built_in();
}

/** Fetches the numbers early, so that they are there when needed. The service worker keeps them. */
export async function fetch_crisis(): Promise<void> {
  const tag = language();
  try {
    // Not through the client: this answer is public and the one answer that may be cached.
    const response = await fetch(`/api/crisis${query({ language: tag })}`, { credentials: 'omit' });
    if (response.ok) fetched = { tag, view: (await response.json()) as CrisisView };
  } catch {
    // The built-in numbers stay.
  }
}

/** What a phone dials: digits and a leading plus, nothing else. */
export function dial(number: string): string {
  return number.replace(/(?!^\+)[^0-9*#]/g, '');
}
