import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, expect_equal } from '../../report.mjs';
import { ana, etienne, participant_count, ruth, supporter_count } from '../people.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';

const fixture = (name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const office = (walk, ...parts) => ['/staff', walk.programme, ...parts].join('/');

async function upload(person, name) {
  await person.page.locator('#file').setInputFiles(fixture(name));
  await person.press(t('import.read'));
  await person.sees_heading(t('import.columns_title'));
}

async function people_of(walk, role) {
  const { body } = await walk.coordinator.ask(`/api/programmes/${walk.programme}/people?role=${role}&limit=200`);
  return body;
}

async function with_mistakes(walk) {
  const person = walk.coordinator;
  await person.go(`${office(walk, 'import')}?as=participants`);
  await person.sees_heading(t('import.title'));
  await walk.screens.look(person, 'import-upload');
  await upload(person, 'participants-with-mistakes.csv');
  await walk.screens.look(person, 'import-columns');
  await person.press(t('import.to_check'));
  await person.sees_heading(t('import.check_title'));
  await person.sees(says('import.errors', { count: 3 }));
  const marked = person.page.locator('td.wrong');
  const cells = await marked.evaluateAll((all) => all.map((each) => each.firstChild.textContent.trim()));
  expect_equal(cells.sort(), ['1993-13-45', 'leeches', 'noelle at example'], 'the marked cells');
  await walk.screens.look(person, 'import-errors');
  expect_equal((await people_of(walk, 'participant')).total, 0, 'people after a wrong file');
}

async function supporters(walk) {
  const person = walk.coordinator;
  await person.go(`${office(walk, 'import')}?as=supporters`);
  await upload(person, 'supporters.csv');
  await person.sees(etienne.name);
  await person.press(t('import.to_check'));
  await person.sees_heading(t('import.check_title'));
  await walk.screens.look(person, 'import-check');
  await person.press(t('import.confirm', { count: supporter_count }));
  await person.sees(t('import.done', { count: supporter_count }));
  await walk.screens.look(person, 'import-done');
}

async function participants(walk) {
  const person = walk.coordinator;
  await person.go(`${office(walk, 'import')}?as=participants`);
  await upload(person, 'participants.csv');
  await person.press(t('import.to_check'));
  await person.sees(t('import.say_dates'));
  await person.page.locator('#date_form').getByRole('radio').first().check();
  await walk.screens.look(person, 'import-dates');
  await person.press(t('import.to_check'));
  await person.press(t('import.confirm', { count: participant_count }));
  await person.sees(t('import.done', { count: participant_count }));
  const { items } = await people_of(walk, 'participant');
  walk.ids = Object.fromEntries(items.map((each) => [each.full_name, each.person_id]));
  expect(walk.ids['Simone Lefèvre'], `Windows-1252 names are whole: ${Object.keys(walk.ids).join(', ')}`);
  expect(walk.ids['Bob O’Neill'], 'a typographic apostrophe is whole');
}

/** Reads dates on the person's page, as they were answered for. */
async function birth_date(walk) {
  const { body } = await walk.coordinator.ask(`/api/programmes/${walk.programme}/people/${walk.ids[ana.full_name]}?why=to+check+the+import`);
  expect_equal(body.birth_date, '1985-04-03', 'the day came first');
}

async function export_file(walk) {
  const { status, body } = await walk.coordinator.ask(`/api/programmes/${walk.programme}/people.csv?role=supporter`);
  expect_equal(status, 200, 'the export');
  const { items } = await people_of(walk, 'supporter');
  Object.assign(walk.ids, Object.fromEntries(items.map((each) => [each.full_name, each.person_id])));
  expect(walk.ids[ruth.full_name], 'the supporters are there');
  expect(!/(^|[,;])"?[=+@-]HYPERLINK/m.test(body), 'a cell that a spreadsheet would run');
  expect(!(await readFile(fixture('supporters.csv'), 'latin1')).includes('\u00c3'), 'the fixture is Windows-1252');
}

async function invite(walk, role, count) {
  const person = walk.coordinator;
  await person.go(`${office(walk, 'invite')}?role=${role}`);
  await person.sees_heading(t('invite.letter'));
  if (role === 'supporter') await walk.screens.look(person, 'invite');
  await person.press(t('invite.send', { count }));
  await person.sees_heading(t('invite.sure', { count }));
  if (role === 'supporter') await walk.screens.look(person, 'invite-sure');
  await person.page.getByRole('dialog').getByRole('button', { name: t('invite.send', { count }) }).click();
  await person.sees(t('invite.sent', { count }));
}

async function letters(walk) {
  const person = walk.administrator;
  await until('letters to everyone', async () => (await person.ask('/api/outbox?limit=200')).body.items?.length >= supporter_count + participant_count);
  await person.go('/admin/letters');
  await person.page.locator('summary').first().click();
  await walk.screens.look(person, 'letters');
}

export async function rosters(walk) {
  const { report } = walk;
  await report.must('a list with mistakes shows them in its cells and adds nobody', () => with_mistakes(walk));
  await report.must('supporters come in from semicolons and Windows-1252', () => supporters(walk));
  await report.must('participants come in once the coordinator says how dates are written', () => participants(walk));
  await report.step('a date that was asked about is read as answered', () => birth_date(walk));
  await report.step('the export holds nothing that a spreadsheet would run', () => export_file(walk));
  await report.step('the list of people finds someone by name', async () => {
    await walk.coordinator.go(`${office(walk, 'people')}?role=participant`);
    await walk.screens.look(walk.coordinator, 'people');
    await walk.coordinator.fill(t('list.search'), 'whit');
    await walk.coordinator.page.waitForURL(/q=whit/);
    await walk.coordinator.sees(t('list.found', { count: 1 }));
  });
  await report.must('invitations go to the supporters', () => invite(walk, 'supporter', supporter_count));
  await report.must('invitations go to the participants', () => invite(walk, 'participant', participant_count));
  await report.must('the administrator finds the letters in the outbox', () => letters(walk));
}
