import { describe, expect, it } from 'vitest';
import { Offline, Problem } from '$lib/api/problem';
import type { Message } from '$lib/api/types';
import { is_refusal, Outbox, type OutboxWorld } from './outbox';
import type { Unsent } from './thread';

/** A server and a phone: the server stores by client id, as the contract says. */
class Bench {
  disk = new Map<string, Unsent>();
  stored: string[] = [];
  sends: string[] = [];
  shown: Unsent[] = [];
  timers: { run: () => void; delay_ms: number }[] = [];
  fault: (unsent: Unsent, attempt: number) => unknown = () => null;
  person = 'p1';
  private ids = 0;
  private clock = 1_000;

  world(): OutboxWorld {
    return {
      person: () => this.person,
      send: (unsent) => this.send(unsent),
      keep: async (unsent) => void this.disk.set(unsent.client_id, unsent),
      drop: async (unsent) => void this.disk.delete(unsent.client_id),
      kept: async () => [...this.disk.values()].reverse(),
      new_id: () => `id${++this.ids}`,
      // A clock that stands still and even goes back must not change the order.
      now: () => this.clock--,
      later: (run, delay_ms) => this.timers.push({ run, delay_ms }),
      cancel: () => undefined,
      alone: (work) => work(),
      changed: (all) => void (this.shown = all),
      delivered: () => undefined
    };
  }

  /** An error of the fault "lost answer" is thrown after the message was stored. */
  private async send(unsent: Unsent): Promise<Message> {
    this.sends.push(unsent.text);
    const fault = this.fault(unsent, this.sends.length);
    if (fault instanceof Error && fault.message !== 'lost answer') throw fault;
    if (!this.stored.includes(unsent.client_id)) this.stored.push(unsent.client_id);
    if (fault instanceof Error) throw new Offline();
    return { message_id: `m-${unsent.client_id}`, sequence: this.stored.length, client_id: unsent.client_id, mine: true, from_name: '', at: '', text: unsent.text };
  }
}

const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

describe('Outbox', () => {
  it('sends in the order of writing, even when the clock goes back', async () => {
    const bench = new Bench();
    const outbox = new Outbox(bench.world());
    await Promise.all(['one', 'two', 'three'].map((text) => outbox.write('c', text)));
    await settle();
    expect(bench.sends).toEqual(['one', 'two', 'three']);
    expect(bench.disk.size).toBe(0);
    expect(bench.shown).toEqual([]);
  });

  it('waits with the rest when the line is down, and sends them in order when it is back', async () => {
    const bench = new Bench();
    bench.fault = () => new Offline();
    const outbox = new Outbox(bench.world());
    await outbox.write('c', 'one');
    await outbox.write('c', 'two');
    await settle();
    expect(bench.sends.every((text) => text === 'one')).toBe(true);
    expect(bench.shown.map((each) => each.text)).toEqual(['one', 'two']);
    bench.sends = [];
    bench.fault = () => null;
    bench.timers.at(-1)?.run();
    await settle();
    expect(bench.sends).toEqual(['one', 'two']);
  });

  it('never doubles a message whose answer was lost: it asks again with the same id', async () => {
    const bench = new Bench();
    bench.fault = (_, attempt) => (attempt === 1 ? new Error('lost answer') : null);
    const outbox = new Outbox(bench.world());
    await outbox.write('c', 'one');
    await settle();
    await outbox.flush();
    expect(bench.sends.length).toBe(2);
    expect(bench.stored).toEqual(['id1']);
  });

  it('survives a reload with order and ids kept', async () => {
    const bench = new Bench();
    bench.fault = () => new Offline();
    const before = new Outbox(bench.world());
    await before.write('c', 'one');
    await before.write('c', 'two');
    await settle();
    bench.fault = () => null;
    bench.sends = [];
    const after = new Outbox(bench.world());
    await after.wake();
    await after.write('c', 'three');
    await settle();
    expect(bench.sends).toEqual(['one', 'two', 'three']);
    expect(bench.stored).toEqual(['id1', 'id2', 'id3']);
  });

  it('throws away what another person left on this phone', async () => {
    const bench = new Bench();
    bench.fault = () => new Offline();
    await new Outbox(bench.world()).write('c', 'private');
    await settle();
    bench.person = 'p2';
    bench.sends = [];
    await new Outbox(bench.world()).wake();
    expect(bench.sends).toEqual([]);
    expect(bench.disk.size).toBe(0);
  });

  it('keeps a refused message for its writer to change, and goes on with the next', async () => {
    const bench = new Bench();
    bench.fault = (unsent) => (unsent.text === 'bad' ? new Problem(422, 'conversations.too_long', 'Too long.') : null);
    const outbox = new Outbox(bench.world());
    await outbox.write('c', 'bad');
    await outbox.write('c', 'good');
    await settle();
    expect(bench.shown).toMatchObject([{ text: 'bad', state: 'refused', why: 'Too long.' }]);
    expect(bench.stored.length).toBe(1);
    await outbox.take_back('id1');
    expect(bench.shown).toEqual([]);
    expect(bench.disk.size).toBe(0);
  });

  it('waits longer after each failure, and as long as the server asks', async () => {
    const bench = new Bench();
    bench.fault = () => new Problem(429, 'kernel.too_many', '', [], '', 90);
    const outbox = new Outbox(bench.world());
    await outbox.write('c', 'one');
    await settle();
    expect(bench.timers.at(-1)?.delay_ms).toBe(90_000);
    bench.fault = () => new Offline();
    await outbox.flush();
    await outbox.flush();
    const [first, second] = bench.timers.slice(-2).map((timer) => timer.delay_ms);
    expect(second).toBeGreaterThan(first ?? 0);
  });

  it('converges under any mix of lost lines and lost answers', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const bench = new Bench();
      let state = seed;
      const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
      bench.fault = () => (chance() < 0.3 ? new Offline() : chance() < 0.4 ? new Error('lost answer') : null);
      let outbox = new Outbox(bench.world());
      const texts = Array.from({ length: 8 }, (_, index) => `t${index}`);
      for (const text of texts) {
        await outbox.write('c', text);
        await settle();
        if (chance() < 0.3) {
          outbox = new Outbox(bench.world());
          await outbox.wake();
        }
      }
      bench.fault = () => null;
      await outbox.flush();
      await settle();
      expect(bench.stored).toEqual(texts.map((_, index) => `id${index + 1}`));
      expect(bench.disk.size).toBe(0);
    }
  });
});

describe('is_refusal', () => {
  it('knows a no from a not now', () => {
    const with_status = (status: number) => is_refusal(new Problem(status, '', ''));
    expect([400, 403, 404, 409, 422].map(with_status)).toEqual(Array(5).fill(true));
    expect([401, 408, 429, 500, 503].map(with_status)).toEqual(Array(5).fill(false));
    expect(is_refusal(new Offline())).toBe(false);
  });
});
