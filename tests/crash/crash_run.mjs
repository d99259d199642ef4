import { expect } from '../report.mjs';
import { Client } from '../client.mjs';
import { examine } from './examine.mjs';
import { Sender } from './senders.mjs';

const lanes_each = 3;
const shortest_span_ms = 250;
// On a slow disk the kill must come late enough that some are acknowledged before it.
const span_in_answers = 5;
const page_size = 200;

/** Two people of the demonstration, a conversation between them, and six senders that write into it. */
export class CrashRun {
  kills = 0;
  resent = 0;
  /** How long an answer took lately. */
  answer_ms = 50;
  /** Messages up to here were compared in an earlier round. */
  seen = [];

  static async begin(server, random) {
    const run = new CrashRun();
    Object.assign(run, { server, random });
    await server.start({ until: /^\s*participant:/ });
    run.supporter = await run.signed_in('peer supporter');
    run.participant = await run.signed_in('participant');
    run.conversation = await run.bring_together();
    run.senders = [run.participant, run.supporter].flatMap((client, side) =>
      Array.from({ length: lanes_each }, (_, lane) => new Sender(`${side ? 'supporter' : 'participant'}-${lane}`, client, lane + 1, run.conversation))
    );
    return run;
  }

  async signed_in(who) {
    const line = this.server.lines.find((each) => each.trim().startsWith(`${who}:`));
    const client = new Client(this.server.origin);
    await client.come_in(line.trim().slice(who.length + 1).trim());
    return client;
  }

  async bring_together() {
    const programme = this.participant.session.roles[0].programme_id;
    const supporter_id = this.supporter.session.person_id;
    await this.participant.post('/api/me/requests', { programme, asks: [{ supporter_id, hello: 'Hello' }] });
    const { items } = await this.supporter.get('/api/me/asks');
    const accepted = await this.supporter.post(`/api/me/asks/${items[0].request_id}/accept`, {});
    return accepted.conversation_id;
  }

  /** All send at once until the kill, which comes after a random time or right after a random acknowledgement. */
  async break_off() {
    let on = true;
    let acks = 0;
    const kill = () => {
      on = false;
      if (this.server.running) this.server.process.kill('SIGKILL');
    };
    const at_ack = this.random() < 0.5 ? 1 + Math.floor(this.random() * 40) : Infinity;
    const timer = setTimeout(kill, at_ack === Infinity ? this.random() * Math.max(shortest_span_ms, span_in_answers * this.answer_ms) : 10_000);
    const heard = (took_ms) => {
      acks += 1;
      this.answer_ms = 0.9 * this.answer_ms + 0.1 * took_ms;
      if (acks === at_ack) kill();
    };
    await Promise.all(this.senders.map((sender) => sender.run(() => on, heard)));
    clearTimeout(timer);
    kill();
    await this.server.kill();
    this.kills += 1;
  }

  async recover() {
    for (const client of [this.participant, this.supporter]) client.hang_up();
    await this.server.start();
    await Promise.all([this.participant.renew(), this.supporter.renew()]);
  }

  /** Compares before and after what had no answer is sent again with the same client ids. */
  async settle({ whole }) {
    if (whole) this.seen = [];
    this.compare(await this.found(), false);
    for (const sender of this.senders) {
      if (!sender.pending) continue;
      this.resent += 1;
      await sender.deliver(sender.pending);
    }
    const found = await this.found();
    this.compare(found, true);
    this.seen = found;
  }

  compare(found, settled) {
    const sent = this.senders.flatMap((sender) => sender.sent);
    const problems = examine({ sent, found, settled });
    expect(problems.length === 0, `${problems.length} broken promises: ${problems.slice(0, 5).join('; ')}`);
  }

  /** The whole conversation; what was compared in earlier rounds is fetched again only when `seen` was emptied. */
  async found() {
    const found = [...this.seen];
    for (let more = true; more; ) {
      const after = found.at(-1)?.sequence ?? 0;
      const page = await this.participant.get(`/api/conversations/${this.conversation}/messages?after=${after}&limit=${page_size}`);
      found.push(...page.items.map(({ sequence, text }) => ({ sequence, client_id: text.split(' ')[2] })));
      more = page.more && page.items.length > 0;
    }
    return found;
  }

  pretend_an_acknowledgement() {
    const sender = this.senders[0];
    sender.sent.unshift({ client_id: 'never-sent', sender: sender.name, order: -1, acked: 1 });
  }

  summary() {
    const sent = this.senders.reduce((sum, sender) => sum + sender.sent.length, 0);
    return `${this.kills} kills, ${sent} messages acknowledged, ${this.resent} sent again after a kill`;
  }
}
