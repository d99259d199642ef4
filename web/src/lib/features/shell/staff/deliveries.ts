import type { DeliveryCountLine } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

export type DeliveryState = DeliveryCountLine['state'];

export const state_words: Record<DeliveryState, TextKey> = {
  waiting: 'letters.waiting',
  sent: 'letters.sent',
  kept: 'letters.kept',
  failed: 'letters.failed',
  handed_on: 'letters.handed_on',
  to_print: 'letters.to_print',
  unsent: 'letters.unsent'
};

const channels: Record<string, TextKey> = { email: 'letters.email', sms: 'letters.sms', push: 'letters.push', paper: 'letters.paper' };

export const channel_words = (channel: string): TextKey => channels[channel] ?? 'letters.no_way';

/** The states in the order in which somebody may have to do something about them. */
const order: DeliveryState[] = ['handed_on', 'failed', 'to_print', 'waiting', 'sent', 'kept', 'unsent'];

export interface StateCount {
  state: DeliveryState;
  count: number;
  ways: { channel: string; count: number }[];
}

/** Counts by state, each with its ways. */
export function by_state(counts: DeliveryCountLine[]): StateCount[] {
  return order.flatMap((state) => {
    const of_it = counts.filter((each) => each.state === state && each.count > 0);
    if (of_it.length === 0) return [];
    const ways = of_it.map(({ channel, count }) => ({ channel, count }));
    return [{ state, count: ways.reduce((sum, each) => sum + each.count, 0), ways }];
  });
}
