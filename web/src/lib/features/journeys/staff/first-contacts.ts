import type { FirstContactLine } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

type Word = FirstContactLine['participant_said'];

const words: Record<Word, TextKey> = {
  unsaid: 'first_staff.said_nothing',
  met: 'first_staff.said_met',
  not_yet: 'first_staff.said_not_yet'
};

/** What one of the two said. */
export function word_of(said: Word): TextKey {
  return words[said];
}

/** Whether they met, and how we know: the word of both is more than what Kith saw. */
export function how_it_stands(line: FirstContactLine): TextKey {
  if (line.participant_said === 'met' && line.supporter_said === 'met') return 'first_staff.confirmed';
  return line.first_contact_at ? 'first_staff.seen' : 'first_staff.not_known';
}
