import { expect, it } from 'vitest';
import { by_state, channel_words } from './deliveries';

it('counts by state, first what somebody has to do', () => {
  const counts = by_state([
    { channel: 'email', state: 'sent', count: 5 },
    { channel: 'push', state: 'sent', count: 2 },
    { channel: 'none', state: 'handed_on', count: 1 },
    { channel: 'sms', state: 'failed', count: 0 }
  ]);
  expect(counts).toEqual([
    { state: 'handed_on', count: 1, ways: [{ channel: 'none', count: 1 }] },
    { state: 'sent', count: 7, ways: [{ channel: 'email', count: 5 }, { channel: 'push', count: 2 }] }
  ]);
});

it('has words for a way that it does not know', () => {
  expect(channel_words('push')).toBe('letters.push');
  expect(channel_words('pigeon')).toBe('letters.no_way');
});
