#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { read_arguments } from '../arguments.mjs';
import { KithServer } from '../kith_server.mjs';
import { CannotGoOn, expect, Report } from '../report.mjs';
import { command, staff } from '../staff.mjs';
import { chance } from './chance.mjs';
import { ClockRun } from './clock_run.mjs';

const usage = `usage: tests/crash/clocks.mjs [--binary PATH] [--database sqlite|postgresql] [--rounds N] [--seed N] [--plant-fault]

Kills the server with SIGKILL at random moments while clocks ring and letters leave for a mail server, starts it again,
and compares every ring that was due with the tasks and letters that are there: each exactly once in the data, and each
letter at least once at the mail server, where a second one carries the same Message-ID. PostgreSQL needs
tools/with-postgres around it. The last line is "N passed, N failed".

  --plant-fault   takes a task away that a clock had opened: the run must fail`;

const at_root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const given = read_arguments(
  { binary: at_root('build/release/kith'), database: 'sqlite', rounds: '200', seed: String(Date.now() % 1_000_000), 'plant-fault': false },
  usage
);
const report = new Report();
const started = Date.now();
let server;
let post;

/** A mail server that takes everything; `letters` counts what came by its Message-ID. */
async function open_post() {
  const opened = spawn('/usr/bin/python3', [at_root('src/modules/notifications/test/mail_server.py'), 'takes'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const letters = new Map();
  const lines = createInterface({ input: opened.stdout });
  const [port] = await once(lines, 'line');
  lines.on('line', (line) => {
    const id = /^Message-ID:\s*<([^@>]+)/im.exec(JSON.parse(line).data)?.[1];
    letters.set(id, (letters.get(id) ?? 0) + 1);
  });
  return { port: Number(port), letters, close: () => opened.stdin.end() };
}

/** The demonstration's people, each with an e-mail address, because each is to get letters. */
async function roster(folder) {
  const lines = (await readFile(at_root('demonstration/rapsid-participants.csv'), 'utf8')).trim().split('\n');
  const file = join(folder, 'people.csv');
  await writeFile(file, lines.map((line, at) => line.replace(/^([^,]*,[^,]*,[^,]*),,/, `$1,p${at}@example.org,`)).join('\n'));
  return file;
}

async function set_up() {
  post = await open_post();
  server = await KithServer.make(resolve(given.binary), given.database);
  await appendFile(
    join(server.data, 'kith.toml'),
    `\n[mail]\nhost = "127.0.0.1"\nport = ${post.port}\nsecurity = "none"\nfrom = "Kith <kith@example.org>"\n`
  );
  const folder = join(server.folder, 'rapsid');
  await cp(at_root('programmes/rapsid'), folder, { recursive: true });
  await cp(at_root('tests/crash/clocks.yaml'), join(folder, 'clocks.yaml'));
  await rm(join(folder, 'tests'), { recursive: true });
  await command(server, 'programme', 'add', folder);
  await command(server, 'import', await roster(server.folder), '--programme', 'rapsid', '--as', 'participants');
  await server.start();
  const coordinator = await staff(server, 'c@example.org', '--role', 'coordinator', '--programme', 'rapsid');
  const programme = coordinator.session.roles[0].programme_id;
  await coordinator.post(`/api/programmes/${programme}/invitations`, { role: 'participant', person_ids: [] });
  await pause(2_000);
  await server.stop();
  return ClockRun.begin(server, post.letters, chance(Number(given.seed)));
}

async function walk() {
  const run = await set_up();
  const rounds = Number(given.rounds);
  for (let round = 1; round <= rounds; round += 1) {
    await report.must(`round ${round}`, async () => {
      await run.break_off();
      if (given['plant-fault'] && round === 1) await run.lose_a_task();
      await run.compare();
    });
  }
  await report.step('everything that was due is there, once, after the last start', () => run.finish());
  await report.step('the data is sound at the end', async () => {
    const checked = await server.command('check');
    expect(checked.code === 0 && /sound/.test(checked.out), `${checked.out} ${checked.error}`);
  });
  console.log(`# ${run.summary()}`);
}

console.log(`# clocks, ${given.database}, ${given.rounds} rounds, seed ${given.seed}`);
try {
  await walk();
} catch (cause) {
  if (!(cause instanceof CannotGoOn)) report.not_ok('the run', cause);
} finally {
  await server?.remove();
  post?.close();
}
console.log(`# ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(report.close());
