import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, expect_equal } from '../../report.mjs';
import { Person } from '../person.mjs';
import { says, t } from '../texts.mjs';
import { set_up, staff_link } from './office.mjs';

const run_file = promisify(execFile);
const rowan = { name: 'Rowan', email: 'rowan.tate@example.org', password: 'kettle orchard plover thimble' };
const thea = { name: 'Thea', email: 'thea.moss@example.org', password: 'saddle juniper lantern crow' };
const arms = ['Usual care', 'One to one', 'Groups', 'Both'];

/** Twelve people of four practices; nobody of the last has said whether they can travel. */
function roster() {
  const head = 'ref,first_name,last_name,general_practice,condition,languages,can_travel';
  const rows = Array.from({ length: 12 }, (_, i) => {
    const practice = i % 4;
    return `T${i + 1},Tess${i + 1},Rowe,Fen Road ${practice + 1},type 2 diabetes,English,${practice === 3 ? '' : i % 2 ? 'yes' : 'no'}`;
  });
  return [head, ...rows].join('\n');
}

const here = (walk, ...parts) => ['/staff', walk.rapsid, ...parts].join('/');
const at = (walk, ...parts) => ['/api/programmes', walk.rapsid, ...parts].join('/');

async function done(person, path, body) {
  const { status, body: answer } = await person.ask(path, body);
  expect(status === 200, `${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

async function arrives(walk, who, role) {
  const link = await staff_link(walk, who, '--role', role, '--programme', 'rapsid');
  const person = await Person.arrive(walk, who.name, { viewport: { width: 1280, height: 900 } });
  await set_up(walk, person, who, link, false);
  await person.is_at(/^\/staff\/[^/]+$/);
  return person;
}

async function people(walk) {
  walk.allocator = await arrives(walk, rowan, 'coordinator');
  walk.statistician = await arrives(walk, thea, 'lead');
  const person = walk.allocator;
  const content = Buffer.from(roster()).toString('base64');
  const made = await done(person, at(walk, 'imports'), { as: 'participants', file_name: 'trial.csv', content });
  expect(made.ready, JSON.stringify(made.errors));
  await done(person, at(walk, 'imports', made.import_id, 'confirm'), { accept_duplicates: true });
  const list = await done(person, `${at(walk, 'people')}?role=participant&limit=200`);
  for (const each of list.items) {
    if (each.display_name.startsWith('Tess')) await done(person, at(walk, 'people', each.person_id, 'activate'), { consent_spoken: true, screen_spoken: true });
  }
}

const dialog = (person) => person.page.getByRole('dialog');

async function opens(walk) {
  const person = walk.allocator;
  await person.go(here(walk));
  await person.follow(t('trial.door'));
  await person.sees_heading(says('trial.title', { label: 'RAPSID' }));
  await person.sees(t('trial.not_opened'));
  await walk.screens.look(person, 'allocation-start');
  await person.press(t('trial.open'));
  await dialog(person).getByRole('button', { name: t('trial.open') }).click();
  await person.sees_heading(says('trial.waiting_title', { count: 3, one: 'practice', many: 'practices' }));
  await walk.screens.look(person, 'allocation-open');
}

/** Not one answer names an arm before the practice is final. */
async function makes_final(walk) {
  const person = walk.allocator;
  const before = JSON.stringify(await done(person, at(walk, 'trial', 'waiting')));
  for (const arm of ['usual', 'one_to_one', 'group', 'combined']) expect(!before.includes(`"${arm}"`), `${arm} was told before`);
  await person.press(says('trial.make_final_name', { name: 'Fen Road 1' }));
  await person.sees_heading(says('trial.sure_title', { name: 'Fen Road 1' }));
  await walk.screens.look(person, 'allocation-sure');
  await dialog(person).getByRole('button', { name: t('trial.make_final') }).click();
  await person.sees_heading(says('trial.drawn_title', { name: 'Fen Road 1' }));
  const told = await dialog(person).innerText();
  expect(arms.some((arm) => told.includes(arm)), `no arm in: ${told}`);
  await walk.screens.look(person, 'allocation-drawn');
  await dialog(person).getByRole('button', { name: t('action.close') }).click();
  const waiting = await done(person, at(walk, 'trial', 'waiting'));
  for (const each of waiting.items.filter((line) => !line.missing)) await done(person, at(walk, 'trial', 'units'), { unit: each.unit });
  await person.go(here(walk, 'allocation'));
  await person.sees_heading(says('trial.final_title', { count: 3, one: 'practice', many: 'practices' }));
  await walk.screens.look(person, 'allocation-final');
}

async function closes(walk) {
  const person = walk.statistician;
  await person.go(here(walk, 'allocation'));
  await person.sees(t('trial.download'));
  const early = await person.page.evaluate(async (path) => (await fetch(path)).text(), at(walk, 'trial', 'record.csv'));
  expect(early.includes('\n3,u3,') && !early.includes('# seed'), early);
  await person.press(t('trial.close'));
  await walk.screens.look(person, 'allocation-closing');
  await dialog(person).getByRole('button', { name: t('trial.close') }).click();
  await person.sees(t('trial.is_closed'));
  await walk.screens.look(person, 'allocation-closed');
  const record = await person.page.evaluate(async (path) => (await fetch(path)).text(), at(walk, 'trial', 'record.csv'));
  expect(record.includes('# seed '), record);
  await replays(walk, record);
}

/** As a statistician would, away from the server. */
async function replay(walk, record) {
  const file = join(walk.server.folder, 'trial-record.csv');
  await writeFile(file, record);
  return run_file(walk.server.binary, ['allocate', '--replay', file]).then(
    (done) => ({ code: 0, out: done.stdout, error: done.stderr }),
    (failed) => ({ code: failed.code ?? -1, out: failed.stdout ?? '', error: failed.stderr ?? String(failed) })
  );
}

async function replays(walk, record) {
  const good = await replay(walk, record);
  expect_equal(good.code, 0, good.out + good.error);
  const line = record.split('\n').find((each) => each.startsWith('2,u2,'));
  const other = line.replace(/,(usual|one_to_one|group|combined),/, (arm) => (arm === ',usual,' ? ',group,' : ',usual,'));
  const bad = await replay(walk, record.replace(line, other));
  expect_equal(bad.code, 1, bad.out + bad.error);
  expect(new RegExp(`:${record.split('\n').indexOf(line) + 1}:`).test(bad.out), bad.out);
}

/** A trial in the programme of the groups: opened, practices made final one by one, closed, and drawn again. */
export async function allocation(walk) {
  const { report } = walk;
  await report.must('a programme with a trial, and its people', () => people(walk));
  await report.must('a trial is opened', () => opens(walk));
  await report.must('an arm is told once the practice is final, and not before', () => makes_final(walk));
  await report.must('the closed trial is drawn again from its record, and a changed line is named', () => closes(walk));
  await walk.allocator.leave();
  await walk.statistician.leave();
}
