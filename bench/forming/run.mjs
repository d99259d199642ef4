#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_arguments } from '../../tests/arguments.mjs';
import { KithServer } from '../../tests/kith_server.mjs';
import { command, staff } from '../../tests/staff.mjs';

const usage = `usage: bench/forming/run.mjs [--binary PATH] [--database sqlite|postgresql] [--people N] [--facilitators N] [--times N]

How long the real server takes to propose groups for a programme as large as RAPSID (652 people, 106 facilitators),
what of its processor that costs, and how long a small write waits meanwhile. PostgreSQL needs tools/with-postgres
around it.`;

const at_root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const given = read_arguments(
  { binary: at_root('build/release/kith'), database: 'sqlite', people: '652', facilitators: '106', times: '5' },
  usage
);

// The same people every time.
let state = 7;
function below(bound) {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * bound);
}

const towns = Array.from({ length: 24 }, (_, i) => [`Town${i}`, (52 + (i % 6) * 0.12).toFixed(2), (0.1 + Math.floor(i / 6) * 0.2).toFixed(2)]);
const times = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day} morning`, `${day} afternoon`, `${day} evening`]);

function free_times(most) {
  return [...new Set(Array.from({ length: 1 + below(most) }, () => times[below(times.length)]))].join('; ');
}

/** Nobody has the birth date of another: they would be taken for the same person. */
function born(i) {
  return new Date(Date.UTC(1930, 0, 1 + i * 20)).toISOString().slice(0, 10);
}

function roster() {
  const head = 'ref,first_name,last_name,sex,birth_date,town,latitude,longitude,general_practice,work,languages,available,can_travel,prefers';
  const rows = Array.from({ length: Number(given.people) }, (_, i) => {
    const [town, latitude, longitude] = towns[below(towns.length)];
    const sex = below(2) ? 'female' : 'male';
    return `P${i},Person${i},Bench,${sex},${born(i)},${town},${latitude},${longitude},Practice ${below(60)},retired,English,"${free_times(6)}",yes,group`;
  });
  return [head, ...rows].join('\n');
}

function facilitators() {
  const head = 'ref,first_name,last_name,town,latitude,longitude,skills,languages,available,trained_on,background_check_on';
  const rows = Array.from({ length: Number(given.facilitators) }, (_, i) => {
    const [town, latitude, longitude] = towns[below(towns.length)];
    return `F${i},Leader${i},Bench,${town},${latitude},${longitude},"listening; empathy; group work",English,"${free_times(8)}",2020-01-01,2020-02-02`;
  });
  return [head, ...rows].join('\n');
}

const later = (ms) => new Promise((done) => setTimeout(done, ms));

async function patiently(ask) {
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (cause.status !== 429) throw cause;
      await later(1000 * (cause.wait_s || 1));
    }
  }
}

async function everybody(coordinator, at, role) {
  let after = '';
  do {
    const page = await patiently(() => coordinator.get(`${at}/people?role=${role}&limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`));
    for (const each of page.items) await patiently(() => coordinator.post(`${at}/people/${each.person_id}/activate`, { consent_spoken: true, screen_spoken: true }));
    after = page.next ?? '';
  } while (after);
}

/** Seconds of processor that the server has used, all threads together. */
async function used(server) {
  const fields = (await readFile(`/proc/${server.process.pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const part = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const spread = (list) => `p50 ${Math.round(part(list, 0.5))} ms, p99 ${Math.round(part(list, 0.99))} ms, longest ${Math.round(Math.max(...list))} ms of ${list.length}`;

/** Small writes, one after another, until told to stop. */
async function small_writes(person, running) {
  const waits = [];
  while (running()) {
    const began = performance.now();
    await patiently(() => person.put('/api/me/notices', { way: 'automatic', quiet_from: '21:00', quiet_until: '08:00' }, 1));
    waits.push(performance.now() - began);
    await later(20);
  }
  return waits;
}

const server = await KithServer.make(resolve(given.binary), given.database);
try {
  await command(server, 'programme', 'add', at_root('programmes/rapsid'));
  for (const [side, text] of [['participants', roster()], ['supporters', facilitators()]]) {
    const file = join(server.folder, `${side}.csv`);
    await writeFile(file, text);
    await command(server, 'import', file, '--programme', 'rapsid', '--as', side);
  }
  await server.start();
  const coordinator = await staff(server, 'c@example.org', '--role', 'coordinator', '--programme', 'rapsid');
  const other = await staff(server, 'o@example.org', '--role', 'lead', '--programme', 'rapsid');
  const at = `/api/programmes/${coordinator.session.roles[0].programme_id}`;
  await everybody(coordinator, at, 'participant');
  await everybody(coordinator, at, 'supporter');
  let idle = true;
  const quiet = small_writes(other, () => idle);
  await later(3000);
  idle = false;
  console.log(`a small write alone: ${spread(await quiet)}`);
  let revision = 0;
  for (let turn = 0; turn < Number(given.times); turn += 1) {
    let busy = true;
    const meanwhile = small_writes(other, () => busy);
    const [began, before] = [performance.now(), await used(server)];
    const view = await coordinator.post(`${at}/forming`, { revision, fresh_seed: true });
    const [took, cost] = [performance.now() - began, (await used(server)) - before];
    busy = false;
    revision = view.revision;
    console.log(`${view.placed} of ${view.waiting} people in ${view.groups} groups: ${Math.round(took)} ms, ${cost.toFixed(2)} s of processor; a small write meanwhile: ${spread(await meanwhile)}`);
  }
} finally {
  await server.remove();
}
