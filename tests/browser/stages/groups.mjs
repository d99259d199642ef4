import { expect, expect_equal } from '../../report.mjs';
import { letter } from '../letters.mjs';
import { Person } from '../person.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';
import { set_up, staff_link } from './office.mjs';

const fen = { name: 'Fenella', email: 'fenella.reed@example.org', password: 'heron lantern marsh willow' };

const members = 20;
const leaders = 5;
const towns = [
  ['Ely', 52.399, 0.262],
  ['Soham', 52.334, 0.337],
  ['Littleport', 52.457, 0.306]
];

/** People of three towns near each other; all but the last are free on the same two evenings. */
function roster() {
  const head = 'ref,first_name,last_name,email,sex,birth_date,town,latitude,longitude,general_practice,work,languages,available,can_travel,prefers';
  const rows = Array.from({ length: members }, (_, i) => {
    const [town, latitude, longitude] = towns[i % 3];
    const free = i === members - 1 ? 'mon morning' : 'tue evening; wed evening';
    return `P${i + 1},Pat${i + 1},Marsh,pat${i + 1}.marsh@example.org,female,${1940 + i}-03-01,${town},${latitude},${longitude},Practice ${i % 4},retired,English,"${free}",yes,${i % 7 ? 'group' : 'one to one'}`;
  });
  return [head, ...rows].join('\n');
}

function facilitators() {
  const head = 'ref,first_name,last_name,email,town,latitude,longitude,skills,languages,available,trained_on,background_check_on';
  const rows = Array.from({ length: leaders }, (_, i) => {
    const [town, latitude, longitude] = towns[i % 3];
    return `F${i + 1},Fay${i + 1},Fen,fay${i + 1}.fen@example.org,${town},${latitude},${longitude},"listening; empathy; group work",English,"tue evening; wed evening",2020-01-0${i + 1},2020-02-02`;
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

async function bring_in(walk, as, text) {
  const person = walk.former;
  const content = Buffer.from(text).toString('base64');
  const made = await done(person, at(walk, 'imports'), { as, file_name: `${as}.csv`, content });
  expect(made.ready, JSON.stringify(made.errors));
  await done(person, at(walk, 'imports', made.import_id, 'confirm'), { accept_duplicates: true });
  const list = await done(person, `${at(walk, 'people')}?role=${as.slice(0, -1)}&limit=200`);
  for (const each of list.items) await done(person, at(walk, 'people', each.person_id, 'activate'), { consent_spoken: true, screen_spoken: true });
}

async function programme(walk) {
  const added = await done(walk.administrator, '/api/programmes', { package: 'rapsid', organisation: 'Fenland' });
  walk.rapsid = added.programme_id;
  const link = await staff_link(walk, fen, '--role', 'coordinator', '--programme', 'rapsid');
  walk.former = await Person.arrive(walk, fen.name, { viewport: { width: 1280, height: 900 } });
  await set_up(walk, walk.former, fen, link, false);
  await walk.former.is_at(/^\/staff\/[^/]+$/);
}

async function proposes(walk) {
  const person = walk.former;
  await person.go(here(walk, 'people'));
  await person.follow(t('groups.form'));
  await person.sees_heading(t('groups.title'));
  await person.sees(t('groups.none_yet'));
  await walk.screens.look(person, 'groups-start');
  await person.press(t('groups.propose'));
  await person.sees_heading(says('groups.proposed_title', { count: 2 }));
  await person.sees_heading(says('groups.left_title', { count: 1 }));
  await walk.screens.look(person, 'groups-proposed');
}

const in_second = (walk, name) => walk.former.page.locator('article').nth(1).getByText(name, { exact: false });

/** Somebody of the first group, whom a move takes into the second. */
async function moves(walk) {
  const person = walk.former;
  const first = await person.page.locator('article').first().getByRole('button', { name: /^Move / }).first().getAttribute('aria-label');
  const name = first.replace(/^Move /, '');
  await person.page.getByRole('button', { name: first, exact: true }).click();
  await person.sees(t('groups.changes'));
  await walk.screens.look(person, 'groups-move');
  await person.page.getByRole('dialog').getByRole('button', { name: t('groups.move_here') }).click();
  await in_second(walk, name).first().waitFor();
  await person.press(t('groups.other_way'));
  await until('another proposal', async () => (await done(person, at(walk, 'forming'))).revision === 3);
  await person.go(here(walk, 'groups'));
  await person.sees_heading(says('groups.proposed_title', { count: 2 }));
  const pinned = person.page.getByRole('button', { name: says('groups.pin_name', { name }) });
  expect_equal(await pinned.getAttribute('aria-pressed'), 'true', `${name} stays pinned`);
  expect_equal(await person.page.locator('article').getByText(t('groups.led_by_nobody')).count(), 0, 'groups without anybody to lead');
}

async function accepts(walk) {
  const person = walk.former;
  await person.press(says('groups.accept', { count: 2 }));
  await person.sees_heading(says('groups.accept_title', { count: 2 }));
  await person.page.getByRole('dialog').getByRole('button', { name: says('groups.accept', { count: 2 }) }).click();
  await person.page.getByRole('link', { name: /^Group 1/ }).waitFor();
  await walk.screens.look(person, 'groups-standing');
  await person.follow(/^Group 1/);
  await person.sees_heading(/^Group 1/);
  await walk.screens.look(person, 'groups-one');
}

async function comes_in(walk, name, address) {
  const person = await Person.arrive(walk, name);
  await person.sign_in(address);
  return person;
}

async function member_looks(walk) {
  await letter(walk.administrator, 'pat1.marsh@example.org', /You have a place in a group/);
  const person = await comes_in(walk, 'Pat1', 'pat1.marsh@example.org');
  await person.sees(/You have a place in a group/);
  await person.sees_heading(t('group.title'));
  await walk.screens.look(person, 'group-at-home');
  await person.follow('See my group');
  await person.sees(t('group.can_you'));
  await person.sees(t('group.stays_limit'));
  await walk.screens.look(person, 'group-own');
  await person.press(t('group.suits_not'));
  await person.sees(t('group.said_not'));
  await walk.screens.look(person, 'group-answered');
  await until('a task for the coordinator', async () => (await done(walk.former, at(walk, 'today'))).tasks.some((task) => task.kind === 'group_time'));
  return person;
}

async function leader_looks(walk) {
  const told = await until('somebody to lead', async () => {
    const { body } = await walk.administrator.ask('/api/outbox?limit=200');
    return body.items.find((each) => /You have a group to lead/.test(each.text))?.to;
  });
  const person = await comes_in(walk, 'Who leads', told);
  await person.sees(/You have a group to lead/);
  await person.follow('See my group');
  await person.sees(t('group.stays_limit_lead'));
  await walk.screens.look(person, 'group-leading');
  await person.press(t('group.suits'));
  await person.sees(t('group.said_suits'));
  await person.leave();
}

async function place_ends(walk, person) {
  const [own] = (await done(person, '/api/me/groups')).items;
  const people = (await done(walk.former, `${at(walk, 'people')}?role=participant&limit=200`)).items;
  const { person_id } = people.find((each) => /^Pat1 /.test(each.full_name));
  await done(walk.former, at(walk, 'groups', own.group_id, 'people', person_id, 'leave'), {});
  await person.go('/');
  await person.follow('See my group');
  await person.sees(t('group.over'));
  await walk.screens.look(person, 'group-over');
  await person.press(t('group.over_seen'));
  await person.is_at('/');
  await person.leave();
}

/** A second programme, with groups, run by the same coordinator. */
export async function groups(walk) {
  const { report } = walk;
  await report.must('a programme with groups and its people', async () => {
    await programme(walk);
    await bring_in(walk, 'participants', roster());
    await bring_in(walk, 'supporters', facilitators());
  });
  await report.must('groups are proposed, and who is left over is told of', () => proposes(walk));
  await report.must('a move says what it costs, and stays when groups are proposed again', () => moves(walk));
  await report.must('accepted groups stand', () => accepts(walk));
  let member;
  await report.must('who is put into a group is told, sees it, and may say that the time does not suit', async () => {
    member = await member_looks(walk);
  });
  await report.must('who leads a group is told and sees it', () => leader_looks(walk));
  await report.must('whose place ends is told so, and nothing more', () => place_ends(walk, member));
  await walk.former.leave();
}
