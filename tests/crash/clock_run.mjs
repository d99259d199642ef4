import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '../report.mjs';

const rings_a_round = 30;
/** When the server looks for what is due: at once, and a second later. The kill comes shortly after either. */
const bursts = [
  { from_ms: 0, for_ms: 120 },
  { from_ms: 950, for_ms: 150 }
];
const share_of_first = 0.7;
const quiet_ms = 1_500;
const most_tries = 20;

/** What a ring of that clock is called in tasks and letters: one name for one ring, however often it is heard of. */
const cause_of = ({ id, event_id, turn, step }) => `${id} ${event_id}${turn === 0 && step === 0 ? '' : ` ${turn}.${step}`}`;
const place_of = ({ turn, step }) => turn * 10 + step;

/** A server whose clocks ring in bursts, each burst cut off by a kill. */
export class ClockRun {
  kills = 0;
  /** The clocks brought forward and not seen to have rung, by id, as they stood. */
  due = new Map();
  /** Every ring seen to have happened, by its cause: {task: whether it opens a task, person: who gets a letter}. */
  rung = new Map();
  cut_short = 0;

  static async begin(server, letters, random) {
    const run = new ClockRun();
    Object.assign(run, { server, letters, random });
    const clocks = await run.waiting();
    expect(clocks.length > 60, `only ${clocks.length} clocks run`);
    await server.change(
      `insert into notice_choice (person_id, way, quiet_from, quiet_until, time_zone, changed_at)
       select id, 'email', 0, 0, '', 0 from person`
    );
    return run;
  }

  waiting() {
    return this.server.rows(
      "select id, rule, event_id, participant_id, turn, step, due_at from clock where state = 'waiting' order by id"
    );
  }

  /** Brings some clocks forward, for one of the two bursts, and letters on their way too. */
  async bring_forward() {
    const now = Date.now() * 1000;
    const left = (await this.waiting()).filter((each) => !this.due.has(each.id));
    const lines = [];
    for (let i = 0; i < rings_a_round && left.length > 0; i += 1) {
      const [clock] = left.splice(Math.floor(this.random() * left.length), 1);
      const at = now + (this.random() < share_of_first ? 0 : 900_000);
      this.due.set(clock.id, clock);
      lines.push(`update clock set due_at = ${at} where id = '${clock.id}'`);
      lines.push(`update job set due_at = ${at} where kind = 'journeys.clock' and key = '${clock.id}'`);
    }
    lines.push(`update job set due_at = ${now} where state = 'taken'`);
    await this.server.change(lines.join(';\n') + ';');
  }

  async break_off() {
    await this.bring_forward();
    await this.server.start();
    const burst = bursts[this.random() < share_of_first ? 0 : 1];
    await pause(burst.from_ms + this.random() * burst.for_ms);
    await this.server.kill();
    this.kills += 1;
  }

  /** Every clock that was due either stands where it stood, with its job, or has gone one place on. */
  async compare() {
    const clocks = new Map((await this.server.rows('select id, rule, event_id, participant_id, turn, step, state, due_at from clock')).map((each) => [each.id, each]));
    const jobs = new Map((await this.server.rows("select key, due_at from job where kind = 'journeys.clock'")).map((each) => [each.key, each]));
    const before = this.due.size;
    for (const [id, clock] of this.due) {
      const now = clocks.get(id);
      expect(now, `clock ${id} is gone`);
      if (place_of(now) === place_of(clock) && now.state === 'waiting') {
        expect(jobs.has(id), `clock ${id} waits and nothing will ring it`);
        continue;
      }
      expect(place_of(now) > place_of(clock) || now.state !== 'waiting', `clock ${id} went back`);
      const task = clock.step === 0 && clock.rule !== 'write';
      this.rung.set(cause_of(clock), { task, person: clock.rule === 'write' ? clock.participant_id : null });
      this.due.delete(id);
    }
    if (this.due.size > 0 && this.due.size < before) this.cut_short += 1;
    for (const each of clocks.values()) {
      if (each.state !== 'waiting') continue;
      const job = jobs.get(each.id);
      expect(job && Number(job.due_at) === Number(each.due_at), `clock ${each.id} waits and its job does not say the same`);
    }
    await this.compare_tasks();
    await this.compare_letters();
  }

  async compare_tasks() {
    const tasks = await this.server.rows("select cause from task where kind = 'clock'");
    const wanted = new Set([...this.rung].filter(([, each]) => each.task).map(([cause]) => `clock ${cause}`));
    for (const { cause } of tasks) expect(wanted.delete(cause), `task ${cause} is there twice, or no clock asked for it`);
    expect(wanted.size === 0, `${wanted.size} rings left no task, such as ${[...wanted][0]}`);
    const opened = await this.server.rows("select data from event where type = 'journeys.task_opened'");
    const told = opened.filter(({ data }) => JSON.parse(data).kind === 'clock').length;
    expect(told === tasks.length, `${tasks.length} tasks of clocks, and ${told} events that one was opened`);
  }

  async compare_letters() {
    const letters = await this.server.rows("select id, person_id, kind, dedupe, state, attempts from delivery where kind like 'clock:%'");
    const wanted = new Set([...this.rung].filter(([, each]) => each.person).map(([cause, { person }]) => `${person} ${cause}`));
    for (const each of letters) {
      const key = `${each.person_id} ${each.dedupe}`;
      if (each.kind === 'clock:message_first_contact') expect(wanted.delete(key), `letter ${key} is there twice, or no clock asked for it`);
      expect(each.state !== 'failed', `letter ${each.id} failed`);
      if (each.state === 'sent') expect(this.letters.has(each.id), `letter ${each.id} counts as sent and never came`);
    }
    expect(wanted.size === 0, `${wanted.size} rings left no letter, such as ${[...wanted][0]}`);
    this.sent = letters.filter((each) => each.state === 'sent').length;
    this.on_the_way = letters.filter((each) => each.state !== 'sent').length;
  }

  /** Starts once more and waits until nothing is due. */
  async finish() {
    for (let tries = 0; tries < most_tries; tries += 1) {
      await this.server.change(`update job set due_at = ${Date.now() * 1000} where state = 'taken'`);
      await this.server.start();
      await pause(quiet_ms);
      await this.server.stop();
      await this.compare();
      if (this.due.size === 0 && this.on_the_way === 0) return;
    }
    throw new Error(`${this.due.size} clocks did not ring, and ${this.on_the_way} letters did not leave`);
  }

  async lose_a_task() {
    await this.server.change("delete from task where id = (select min(id) from task where kind = 'clock')");
  }

  summary() {
    const twice = [...this.letters.values()].filter((count) => count > 1).length;
    return (
      `${this.kills} kills, ${this.cut_short} of them between rings of one burst; ${this.rung.size} rings; ` +
      `${this.sent} letters of clocks sent, ${twice} letters of all came twice under one Message-ID`
    );
  }
}
