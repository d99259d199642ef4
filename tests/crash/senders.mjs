import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../client.mjs';

/** The server acknowledged something else than what was sent. */
class WrongAnswer extends Error {}

/** Writes one message after another on a connection of its own, each once the one before was acknowledged. */
export class Sender {
  /** Every message ever tried; `acked` is the sequence the server gave it, or null. */
  sent = [];

  constructor(name, client, lane, conversation) {
    Object.assign(this, { name, client, lane, path: `/api/conversations/${conversation}/messages` });
  }

  /** The one message whose answer never came. */
  get pending() {
    const last = this.sent.at(-1);
    return last && last.acked === null ? last : null;
  }

  /** Sends until the line breaks or `on()` says to stop; `heard` is told of each acknowledgement and its time. */
  async run(on, heard) {
    while (on()) {
      const message = this.pending ?? this.write();
      const started = performance.now();
      try {
        await this.deliver(message);
      } catch (cause) {
        if (cause instanceof Refused || cause instanceof WrongAnswer) throw cause;
        return;
      }
      heard(performance.now() - started);
    }
  }

  write() {
    const message = { client_id: randomUUID(), sender: this.name, order: this.sent.length, acked: null };
    this.sent.push(message);
    return message;
  }

  async deliver(message) {
    const text = `${this.name} ${message.order} ${message.client_id}`;
    const answer = await this.posted({ client_id: message.client_id, text });
    if (answer.client_id !== message.client_id || answer.text !== text) throw new WrongAnswer('the acknowledgement is of another message');
    message.acked = answer.sequence;
  }

  /** A server that says "not so fast" is asked again when it said; a fast disk gets there within a round. */
  async posted(body) {
    for (;;) {
      try {
        return await this.client.post(this.path, body, this.lane);
      } catch (cause) {
        if (!(cause instanceof Refused) || cause.status !== 429) throw cause;
        await pause(1000 * Math.max(1, cause.wait_s));
      }
    }
  }
}
