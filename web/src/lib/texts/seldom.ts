import english from './en/seldom.json';
import french_url from './fr/seldom.json?url';
import { learn } from './texts.svelte';

let learned: Promise<void> | null = null;

/** The words of the pages that are opened now and then, fetched with them. When they cannot be had, the next call tries again. */
export function learn_seldom_texts(): Promise<void> {
  learned ??= learn(english, { fr: [french_url] }).catch((cause: unknown) => {
    learned = null;
    throw cause;
  });
  return learned;
}
