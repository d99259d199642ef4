import { set_wire_language } from '$lib/api/client';
import english_app from './en/app.json';
import type english_seldom from './en/seldom.json';
import type english_staff from './en/staff.json';
import french_app_url from './fr/app.json?url';
import { fill, type Values } from './message';

export type TextKey = keyof typeof english_app | keyof typeof english_seldom | keyof typeof english_staff;
export type Language = 'en' | 'fr';
type Texts = Record<string, string>;

/** English travels with the app; the others are fetched when chosen and kept by the service worker. */
let english: Texts = english_app;
const elsewhere: Record<Exclude<Language, 'en'>, string[]> = { fr: [french_app_url] };

export const languages: { tag: Language; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'fr', name: 'Français' }
];

let spoken = $state.raw<{ tag: Language; texts: Texts }>({ tag: 'en', texts: english_app });

/** The text for a key in the language of this moment. */
export function t(key: TextKey, values: Values = {}): string {
  return fill(spoken.texts[key] ?? '', values, spoken.tag);
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

/** Learns the words of a part of the app that travels on its own, in the language of this moment and all later ones. */
export async function learn(more_english: Texts, more_urls: typeof elsewhere): Promise<void> {
  english = { ...english, ...more_english };
  for (const each of ['fr'] as const) elsewhere[each] = elsewhere[each].concat(more_urls[each].filter((url) => !elsewhere[each].includes(url)));
  const tag = spoken.tag;
  const more = tag === 'en' ? more_english : await fetch_texts(more_urls[tag]);
  if (tag === spoken.tag) spoken = { tag, texts: { ...english, ...spoken.texts, ...more } };
}

async function fetch_texts(urls: string[]): Promise<Texts> {
  const parts = await Promise.all(urls.map(async (url) => (await fetch(url)).json() as Promise<object>));
  return Object.assign({}, english, ...parts) as Texts;
}

/** The nearest language we have to what was asked for. */
export function known_language(wanted: string | undefined | null): Language | null {
  const tag = (wanted ?? '').toLowerCase().split('-')[0];
  return languages.find((each) => each.tag === tag)?.tag ?? null;
}
