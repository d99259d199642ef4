#!/usr/bin/env node
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_arguments } from '../arguments.mjs';
import { KithServer } from '../kith_server.mjs';
import { CannotGoOn, expect, Report } from '../report.mjs';
import { chance } from './chance.mjs';
import { run_controls } from './controls.mjs';
import { CrashRun } from './crash_run.mjs';

const usage = `usage: tests/crash/crash.mjs [--binary PATH] [--database sqlite|postgresql] [--rounds N] [--seed N] [--plant-fault]

Kills the server with SIGKILL at random moments while several people send messages, starts it again, and compares
what was acknowledged with what is there (promise R1). PostgreSQL needs tools/with-postgres around it. The last line
is "N passed, N failed".

  --plant-fault   pretends that one message was acknowledged that never was: the run must fail`;

const binary = fileURLToPath(new URL('../../build/release/kith', import.meta.url));
const given = read_arguments(
  { binary, database: 'sqlite', rounds: '200', seed: String(Date.now() % 1_000_000), 'plant-fault': false },
  usage
);
const rounds = Number(given.rounds);
const report = new Report();
const started = Date.now();
let server;

async function sound(when) {
  const checked = await server.command('check');
  expect(checked.code === 0 && /sound/.test(checked.out), `${when}: ${checked.out} ${checked.error}`);
}

async function walk() {
  await run_controls(report);
  server = await KithServer.make(resolve(given.binary), given.database);
  let run;
  await report.must('a demonstration, and two people of it who talk', async () => {
    const made = await server.command('demo');
    expect(made.code === 0, made.error);
    run = await CrashRun.begin(server, chance(Number(given.seed)));
  });
  for (let round = 1; round <= rounds; round += 1) {
    await report.must(`round ${round}`, async () => {
      await run.break_off();
      if (round % 20 === 0) await sound(`kith check after round ${round}`);
      await run.recover();
      if (given['plant-fault'] && round === 1) run.pretend_an_acknowledgement();
      await run.settle({ whole: round % 20 === 0 || round === rounds });
    });
  }
  await report.step('the data is sound at the end', () => sound('kith check at the end'));
  console.log(`# ${run.summary()}`);
}

console.log(`# ${given.database}, ${rounds} rounds, seed ${given.seed}`);
try {
  await walk();
} catch (cause) {
  if (!(cause instanceof CannotGoOn)) report.not_ok('the run', cause);
} finally {
  await server?.remove();
}
console.log(`# ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(report.close());
