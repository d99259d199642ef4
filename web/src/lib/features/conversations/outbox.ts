import { Problem } from '$lib/api/problem';
import type { Message } from '$lib/api/types';
import { by_order, type Unsent } from './thread';

/** What the outbox needs of the world around it, so that tests can stand in for it. */
export interface OutboxWorld {
  person(): string;
  send(unsent: Unsent): Promise<Message>;
  keep(unsent: Unsent): Promise<unknown>;
  drop(unsent: Unsent): Promise<unknown>;
  kept(): Promise<Unsent[]>;
  new_id(): string;
  now(): number;
  later(run: () => void, delay_ms: number): unknown;
  cancel(timer: unknown): void;
  /** Runs alone among all tabs of this browser. */
  alone(work: () => Promise<void>): Promise<void>;
  changed(all: Unsent[]): void;
  delivered(unsent: Unsent, message: Message): void;
}

const first_wait_ms = 2_000;
const longest_wait_ms = 60_000;

/**
 * Holds what is written until the server has acknowledged it. Promises: sends in the order of writing, one at a time
 * per phone; keeps everything through a reload; asks again with the same client id, so nothing is doubled.
 */
export class Outbox {
  private waiting: Unsent[] = [];
  private last_order = 0;
  private running = false;
  private again = false;
  private timer: unknown = null;
  private failures = 0;

  constructor(private readonly world: OutboxWorld) {}

  /** Takes back up what an earlier visit left, and sends. What another person left on this phone is thrown away. */
  async wake(): Promise<void> {
    const person = this.world.person();
    for (const unsent of await this.world.kept()) {
      if (unsent.person_id !== person) await this.world.drop(unsent);
      else if (!this.waiting.some((each) => each.client_id === unsent.client_id)) this.waiting.push(unsent);
    }
    this.waiting.sort(by_order);
    this.changed();
    await this.flush();
  }

  /** Resolves when the message is safe on the phone, not when it is sent. */
  async write(conversation_id: string, text: string): Promise<Unsent> {
    this.last_order = Math.max(this.world.now(), this.last_order + 1, ...this.waiting.map((each) => each.order + 1));
    const unsent: Unsent = {
      client_id: this.world.new_id(),
      conversation_id,
      person_id: this.world.person(),
      text,
      order: this.last_order,
      state: 'waiting',
      why: ''
    };
    this.waiting.push(unsent);
    this.changed();
    await this.world.keep(unsent);
    void this.flush();
    return unsent;
  }

  /** Gives up one message that the server refused, or that the writer takes back before it is sent. */
  async take_back(client_id: string): Promise<void> {
    const unsent = this.waiting.find((each) => each.client_id === client_id);
    if (!unsent) return;
    this.remove(unsent);
    await this.world.drop(unsent);
  }

  /** Forgets what is in memory, at sign-out. */
  clear(): void {
    this.world.cancel(this.timer);
    this.waiting = [];
    this.failures = 0;
    this.changed();
  }

  /** Sends what waits. Called again whenever there may be a line. */
  async flush(): Promise<void> {
    this.again = true;
    if (this.running) return;
    this.running = true;
    this.world.cancel(this.timer);
    try {
      while (this.again) {
        this.again = false;
        await this.world.alone(() => this.send_in_order());
      }
    } finally {
      this.running = false;
    }
  }

  private async send_in_order(): Promise<void> {
    for (let next = this.next(); next; next = this.next()) {
      if (!(await this.send_one(next))) return;
    }
  }

  private next(): Unsent | undefined {
    return this.waiting.filter((each) => each.state === 'waiting').sort(by_order)[0];
  }

  /** False when the line is down and the rest has to wait as well. */
  private async send_one(unsent: Unsent): Promise<boolean> {
    try {
      const message = await this.world.send(unsent);
      this.failures = 0;
      this.world.delivered(unsent, message);
      this.remove(unsent);
      await this.world.drop(unsent);
      return true;
    } catch (cause) {
      if (!is_refusal(cause)) {
        this.try_later(cause instanceof Problem ? cause.retry_after_seconds * 1_000 : 0);
        return false;
      }
      await this.refused(unsent, cause);
      return true;
    }
  }

  private async refused(unsent: Unsent, problem: Problem): Promise<void> {
    const marked: Unsent = { ...unsent, state: 'refused', why: problem.detail };
    this.waiting = this.waiting.map((each) => (each.client_id === unsent.client_id ? marked : each));
    this.changed();
    await this.world.keep(marked);
  }

  private try_later(at_least_ms: number): void {
    this.again = false;
    const wait_ms = Math.min(longest_wait_ms, first_wait_ms * 2 ** Math.min(this.failures++, 10));
    this.timer = this.world.later(() => void this.flush(), Math.max(wait_ms, at_least_ms));
  }

  private remove(unsent: Unsent): void {
    this.waiting = this.waiting.filter((each) => each.client_id !== unsent.client_id);
    this.changed();
  }

  private changed(): void {
    this.world.changed([...this.waiting]);
  }
}

/** True when asking again would bring the same no. Signed out, too many and server faults pass. */
export function is_refusal(cause: unknown): cause is Problem {
  if (!(cause instanceof Problem)) return false;
  return cause.status >= 400 && cause.status < 500 && ![401, 408, 425, 429].includes(cause.status);
}
