import type { PersonLine } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

export type PersonState = PersonLine['state'];

/** What the list can be narrowed to: the states, and whom the programme does not suit. */
export const states = ['imported', 'invited', 'redirected', 'active', 'paused'] as const;

export const state_words: Record<PersonState | 'redirected', TextKey> = {
  imported: 'state.imported',
  invited: 'state.invited',
  redirected: 'state.redirected',
  active: 'state.active',
  paused: 'state.paused',
  ended: 'state.ended'
};

/** Where somebody stands, in the word for it. */
export const state_word = (person: Pick<PersonLine, 'state' | 'redirected'>): TextKey => state_words[person.redirected ? 'redirected' : person.state];

const ways: Record<string, TextKey> = { 'e-mail': 'way.email', mobile: 'way.mobile', landline: 'way.landline' };

/** The text for a way to reach someone; null for one that is new to us, which is then shown as it is. */
export const way_word = (way: string): TextKey | null => ways[way] ?? null;

/** True when an invitation can reach the person; a landline takes no letter and no text message. */
export const takes_invitation = (person: PersonLine): boolean => person.reachable_by.some((way) => way !== 'landline');

/** True when others know the person by a name that is not part of the real one. */
export function is_known_otherwise(person: Pick<PersonLine, 'full_name' | 'display_name'>): boolean {
  return person.full_name !== '' && !person.full_name.toLocaleLowerCase().includes(person.display_name.toLocaleLowerCase());
}

/** What a telephone dials, from a number as people write it. */
export function dialled(number: string): string {
  const digits = number.replace(/[^\d+]/g, '');
  return `tel:${digits}`;
}

let reason = '';

/** Why records are opened, as last said in this tab. Held in memory only. */
export const look = {
  reason: () => reason,
  say(words: string): void {
    reason = words.trim();
  }
};
