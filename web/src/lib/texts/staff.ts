import english from './en/staff.json';
import french_url from './fr/staff.json?url';
import { learn } from './texts.svelte';

let learned: Promise<void> | null = null;

/** The words of the office screens, fetched with them. When they cannot be had, the next call tries again. */
export function learn_staff_texts(): Promise<void> {
  learned ??= learn(english, { fr: [french_url] }).catch((cause: unknown) => {
    learned = null;
    throw cause;
  });
  return learned;
}
