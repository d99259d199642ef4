#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { read_arguments } from '../../tests/arguments.mjs';
import { Client } from '../../tests/client.mjs';
import { KithServer } from '../../tests/kith_server.mjs';
import { command, staff } from '../../tests/staff.mjs';

const usage = `usage: bench/library/run.mjs --participants FILE --supporters FILE
                            [--programme FOLDER] [--binary PATH] [--database sqlite|postgresql] [--people N] [--seconds N]

How many participants' libraries (GET /api/me/library) the real server answers a second, and how long one takes. The
two rosters are imported, every supporter and N participants (200) take part, and wrk (Debian: wrk) asks for their
libraries in turn over 8 connections, because one person may ask 600 times a minute at most. PostgreSQL needs
tools/with-postgres around it. Its second part asks /healthz in the same way: what any answer at all costs here.`;

const at_root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const given = read_arguments(
  {
    participants: '',
    supporters: '',
    programme: at_root('programmes/rapsid'),
    binary: at_root('build/release/kith'),
    database: 'sqlite',
    people: '200',
    seconds: '20'
  },
  usage
);
/** The sign-in links of everyone who was invited, from the outbox. */
async function links(administrator, count) {
  const found = new Map();
  for (let tries = 0; found.size < count && tries < 600; tries += 1) {
    let after = '';
    do {
      const page = await administrator.get(`/api/outbox?limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`);
      for (const each of page.items) {
        const link = /https?:\/\/\S+\/sign-in\/link#[^\s)>]+/.exec(each.text)?.[0];
        if (link) found.set(each.to, link);
      }
      after = page.next;
    } while (after);
    if (found.size < count) await new Promise((later) => setTimeout(later, 500));
  }
  return [...found.values()];
}

async function take_part(server, programme, link, number) {
  // Sign-ins are counted by address: each person comes from one of their own.
  const person = new Client(server.origin, `127.0.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`);
  await person.come_in(link);
  // The shipped programmes suit whoever says yes to every question.
  const screen = await person.get(`/api/me/eligibility?programme=${programme}`);
  if (screen.needed) await person.put('/api/me/eligibility', { programme, answers: Object.fromEntries(screen.questions.map(({ key }) => [key, true])) });
  const { items } = await person.get(`/api/me/consents?programme=${programme}`);
  for (const { purpose } of items) await person.put('/api/me/consents', { programme, purpose, given: true });
  await person.post('/api/me/arrival', { programme, language: 'en' });
  return person;
}

async function invite(coordinator, programme, role, count) {
  const { items } = await coordinator.get(`/api/programmes/${programme}/people?role=${role}&limit=200`);
  const person_ids = items.slice(0, count).map((each) => each.person_id);
  await coordinator.post(`/api/programmes/${programme}/invitations`, { role, person_ids });
  return person_ids.length;
}

/** Requests a second and latencies, as wrk tells them. */
async function measure(server, path, cookies) {
  const script = join(server.folder, 'ask.lua');
  const list = cookies.map((each) => `"${each}"`).join(',');
  await writeFile(
    script,
    `local cookies = {${list}}\nlocal turn = 0\n` +
      'request = function() turn = turn % #cookies + 1; return wrk.format("GET", nil, {cookie = cookies[turn], accept = "application/json"}) end\n'
  );
  const words = ['-t1', '-c8', `-d${given.seconds}s`, '--latency', '-s', script, server.origin + path];
  const { stdout } = await promisify(execFile)('wrk', words);
  const per_second = /Requests\/sec:\s*(\S+)/.exec(stdout)[1];
  const latency = [50, 90, 99].map((each) => `p${each} ${new RegExp(`\\n\\s+${each}%\\s+(\\S+)`).exec(stdout)[1]}`).join(', ');
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? '0';
  console.log(`${path.replace(/\?.*/, '')}: ${per_second} requests/s, ${latency}, ${refused} refused`);
}

async function memory(server) {
  const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8');
  return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024)} MB resident`;
}

if (!given.participants || !given.supporters) {
  console.log(usage);
  process.exit(2);
}
const server = await KithServer.make(resolve(given.binary), given.database);
try {
  await command(server, 'programme', 'add', given.programme);
  const key = resolve(given.programme).split('/').pop();
  for (const side of ['participants', 'supporters']) {
    await command(server, 'import', given[side], '--programme', key, '--as', side);
  }
  await server.start();
  const administrator = await staff(server, 'a@example.org', '--role', 'administrator');
  const coordinator = await staff(server, 'c@example.org', '--role', 'coordinator', '--programme', key);
  const programme = coordinator.session.roles[0].programme_id;
  const wanted = Number(given.people);
  const supporters = await invite(coordinator, programme, 'supporter', 200);
  const participants = await invite(coordinator, programme, 'participant', wanted);
  const cookies = [];
  for (const [number, link] of (await links(administrator, supporters + participants)).entries()) {
    const person = await take_part(server, programme, link, number);
    if (person.session.roles.some((each) => each.role !== 'supporter')) cookies.push(person.cookie);
  }
  console.log(`${supporters} supporters and ${cookies.length} participants take part; ${await memory(server)}`);
  await measure(server, `/api/me/library?programme=${programme}`, cookies);
  await measure(server, '/healthz', cookies);
  console.log(await memory(server));
} finally {
  await server.remove();
}
