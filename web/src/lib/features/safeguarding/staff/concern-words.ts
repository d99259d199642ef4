import type { ConcernLine } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

export const level_words: Record<ConcernLine['level'], TextKey> = {
  not_sure: 'concern.not_sure',
  worried: 'concern.worried',
  urgent: 'concern.urgent'
};

export const concern_state_words: Record<ConcernLine['state'], TextKey> = {
  open: 'concern.open',
  seen: 'concern.seen',
  closed: 'concern.closed'
};

const weight: Record<ConcernLine['level'], number> = { urgent: 0, worried: 1, not_sure: 2 };

/** What has to be looked at first: unseen before seen before closed, then the weightier, then the sooner due. */
export function in_order(lines: ConcernLine[]): ConcernLine[] {
  const states = ['open', 'seen', 'closed'];
  return [...lines].sort(
    (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || weight[a.level] - weight[b.level] || a.due_at.localeCompare(b.due_at)
  );
}
