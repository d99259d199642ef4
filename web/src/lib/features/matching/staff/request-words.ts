import type { MatchLine, RequestView } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

/** What the office calls the state of a request; the server's own words speak to the one who asked. */
export const request_words: Record<RequestView['state'], TextKey> = {
  queued: 'ask_state.queued',
  asked: 'ask_state.asked',
  reminded: 'ask_state.reminded',
  accepted: 'ask_state.accepted',
  declined: 'ask_state.declined',
  not_now: 'ask_state.not_now',
  released: 'ask_state.released',
  withdrawn: 'ask_state.withdrawn',
  closed: 'ask_state.closed'
};

export const match_words: Record<MatchLine['state'], TextKey> = {
  accepted: 'match_state.accepted',
  in_contact: 'match_state.in_contact',
  paused: 'match_state.paused',
  ended: 'match_state.ended'
};

/** True while the other one may still say yes. */
export const is_open = (request: Pick<RequestView, 'state'>): boolean => ['queued', 'asked', 'reminded'].includes(request.state);

/** True when it is the other one's turn now. */
export const is_asked = (request: Pick<RequestView, 'state'>): boolean => request.state === 'asked' || request.state === 'reminded';
