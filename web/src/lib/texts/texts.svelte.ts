import { set_wire_language } from '$lib/api/client';
import english_app from './en/app.json';
import english_staff from './en/staff.json';
import french_app_url from './fr/app.json?url';
import french_staff_url from './fr/staff.json?url';
import { fill, type Values } from './message';

const english = { ...english_app, ...english_staff };

export type TextKey = keyof typeof english;
export type Language = 'en' | 'fr';

/** English travels with the app; the others are fetched when chosen and kept by the service worker. */
const elsewhere: Record<Exclude<Language, 'en'>, string[]> = { fr: [french_app_url, french_staff_url] };

export const languages: { tag: Language; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'fr', name: 'Français' }
];

let spoken = $state.raw<{ tag: Language; texts: Record<TextKey, string> }>({ tag: 'en', texts: english });

/** The text for a key in the language of this moment. */
export function t(key: TextKey, values: Values = {}): string {
  return fill(spoken.texts[key], values, spoken.tag);
}

export function language(): Language {
  return spoken.tag;
}

/** Changes the language of the whole app; keeps the present one when the words cannot be fetched. */
export async function speak(tag: Language): Promise<void> {
  if (tag !== spoken.tag) spoken = { tag, texts: tag === 'en' ? english : await fetch_texts(elsewhere[tag]) };
  set_wire_language(tag);
  document.documentElement.lang = tag;
}

async function fetch_texts(urls: string[]): Promise<Record<TextKey, string>> {
  const parts = await Promise.all(urls.map(async (url) => (await fetch(url)).json() as Promise<object>));
  return Object.assign({}, english, ...parts) as Record<TextKey, string>;
}

/** The nearest language we have to what was asked for. */
export function known_language(wanted: string | undefined | null): Language | null {
  const tag = (wanted ?? '').toLowerCase().split('-')[0];
  return languages.find((each) => each.tag === tag)?.tag ?? null;
}
