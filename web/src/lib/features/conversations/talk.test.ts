import 'fake-indexeddb/auto';
import '$lib/offline/test-crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Offline } from '$lib/api/problem';
import { Wire } from '$lib/api/test-wire';
import type { Message } from '$lib/api/types';
import { forget_everything } from '$lib/offline/store';
import { Talk } from './talk.svelte';

vi.mock('$lib/api/live', () => ({ browser_live: () => ({ start: () => {}, stop: () => {}, hurry: () => {}, listen: () => () => {} }) }));

const said = (sequence: number): Message => ({
  message_id: `m${sequence}`,
  sequence,
  client_id: '',
  mine: false,
  from_name: 'Ana',
  at: '2026-01-02T10:00:00Z',
  text: `words ${sequence}`
});
const view = (last_sequence: number, my_read_sequence = 0) => ({ conversation_id: 't', other_name: 'Ana', last_sequence, my_read_sequence, may_write: true, state: 'open' });
const page = (more: boolean, ...sequences: number[]) => ({ items: sequences.map(said), more });
const shown = (talk: Talk) => talk.messages.map((each) => each.sequence);
const path = '/api/conversations/t';
let wire: Wire;

beforeEach(async () => {
  await forget_everything();
  wire = new Wire();
});

describe('a conversation on the screen', () => {
  it('opens at the newest messages and fetches older ones when asked', async () => {
    wire.says(`GET ${path}`, view(4)).says(`GET ${path}/messages?before=5&limit=50`, page(true, 3, 4)).says(`GET ${path}/messages?before=3&limit=50`, page(false, 1, 2));
    const talk = new Talk('t');
    await talk.open();
    expect([shown(talk), talk.has_older]).toEqual([[3, 4], true]);
    await talk.older();
    expect([shown(talk), talk.has_older]).toEqual([[1, 2, 3, 4], false]);
  });

  it('fetches page after page until nothing is missing', async () => {
    wire.says(`GET ${path}`, view(1)).says(`GET ${path}/messages?before=2&limit=50`, page(false, 1));
    wire.says(`GET ${path}/messages?after=1&limit=200`, page(true, 2, 3)).says(`GET ${path}/messages?after=3&limit=200`, page(false, 4));
    const talk = new Talk('t');
    await talk.open();
    await talk.catch_up();
    expect(shown(talk)).toEqual([1, 2, 3, 4]);
  });

  it('leaves no gap when an own message is acknowledged before those in between are fetched', async () => {
    wire.says(`GET ${path}`, view(1)).says(`GET ${path}/messages?before=2&limit=50`, page(false, 1));
    wire.says(`GET ${path}/messages?after=1&limit=200`, page(false, 2, 3));
    const talk = new Talk('t');
    await talk.open();
    talk.add([said(3)]);
    await talk.catch_up();
    expect(shown(talk)).toEqual([1, 2, 3]);
  });

  it('makes one fetch of several calls, and one more for what came meanwhile', async () => {
    wire.says(`GET ${path}`, view(0)).says(`GET ${path}/messages?before=1&limit=50`, page(false));
    wire.says(`GET ${path}/messages?after=0&limit=200`, page(false));
    const talk = new Talk('t');
    await talk.open();
    await Promise.all([talk.catch_up(), talk.catch_up(), talk.catch_up()]);
    expect(wire.asked(`GET ${path}/messages?after`)).toHaveLength(2);
  });

  it('shows what was kept without a line, and the rest once the line is back', async () => {
    wire.says(`GET ${path}`, view(2)).says(`GET ${path}/messages?before=3&limit=50`, page(false, 1, 2));
    await new Talk('t').open();
    await vi.waitFor(async () => {
      wire.cut();
      const probe = new Talk('t');
      await probe.open();
      expect(shown(probe)).toEqual([1, 2]);
    });
    const talk = new Talk('t');
    await talk.open();
    expect([talk.kept, shown(talk)]).toEqual([true, [1, 2]]);
    await talk.catch_up();
    expect(talk.kept).toBe(true);
    wire.mend();
    wire.says(`GET ${path}/messages?after=0&limit=200`, page(false, 1, 2, 3));
    await talk.catch_up();
    expect([talk.kept, shown(talk)]).toEqual([false, [1, 2, 3]]);
  });

  it('says that there is no line when nothing was kept', async () => {
    wire.cut();
    await expect(new Talk('t').open()).rejects.toBeInstanceOf(Offline);
  });

  it('tells once how far it was read, and again after it could not be told', async () => {
    wire.says(`GET ${path}`, view(2)).says(`GET ${path}/messages?before=3&limit=50`, page(false, 1, 2)).says(`POST ${path}/read`, {});
    const talk = new Talk('t');
    await talk.open();
    wire.cut();
    await talk.seen();
    wire.mend();
    await talk.seen();
    await talk.seen();
    expect(wire.asked(`POST ${path}/read`)).toHaveLength(2);
    expect(wire.sent.at(-1)?.body).toEqual({ sequence: 2 });
  });
});
