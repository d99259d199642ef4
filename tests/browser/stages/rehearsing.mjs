import { readFile } from 'node:fs/promises';
import { expect, expect_equal } from '../../report.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';

const weeks = 4;
// Once: on a busy machine a rehearsal gives way to everything else, and the walk would wait for it.
const seeds = 1;
const patience_ms = 300_000;

const here = (walk, ...parts) => ['/staff', walk.programme, 'rehearse', ...parts].join('/');
const at = (walk, ...parts) => ['/api/programmes', walk.programme, 'rehearsals', ...parts].join('/');

async function saved(person, name) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.press(name)]);
  return readFile(await download.path(), 'utf8');
}

async function begins(walk) {
  const person = walk.coordinator;
  await person.go(['/staff', walk.programme, 'people'].join('/'));
  await person.follow(t('rehearse.title'));
  await person.sees_heading(t('rehearse.title'));
  await person.sees(t('rehearse.caution'));
  await person.sees(t('rehearse.nobody_real'));
  await person.page.getByLabel(t('rehearse.how_long')).selectOption(String(weeks));
  await person.page.getByLabel(t('rehearse.how_often')).selectOption(String(seeds));
  await person.choose(t('rehearse.change_number'));
  const supporters = person.page.locator('#supporters');
  expect_equal(await supporters.inputValue(), '19', 'as many as the population has');
  await supporters.fill('5');
  await walk.screens.look(person, 'rehearse-start');
  await supporters.fill('no number');
  await person.press(t('rehearse.start'));
  await person.page.locator('#supporters-error').waitFor();
  await supporters.fill('5');
  await person.press(t('rehearse.start'));
  await person.sees(t('rehearse.may_leave'));
  walk.rehearsal = new URL(person.page.url()).pathname.split('/').at(-1);
}

/** Whoever leaves and comes back finds it going on, and everything else as quick as before. */
async function leaves(walk) {
  const person = walk.coordinator;
  await walk.screens.look(person, 'rehearse-under-way');
  await person.go(['/staff', walk.programme, 'people'].join('/'));
  await person.sees_heading(t('nav.people'));
  await person.follow(t('rehearse.title'));
  await person.page.locator(`a[href$="${walk.rehearsal}"]`).click();
  await until('the rehearsal to be done', async () => (await person.ask(at(walk, walk.rehearsal))).body.line.state === 'done', patience_ms);
  await person.sees_heading(t('rehearse.difference_title'));
}

async function reads(walk) {
  const person = walk.coordinator;
  const { results } = (await person.ask(at(walk, walk.rehearsal))).body;
  expect_equal(results.broken, 0, 'rules that Kith broke');
  const waited = results.measures.find((each) => each.key === 'waited_days');
  expect(waited.difference.low > 0, `with 5 supporters instead of 19 people wait longer: ${JSON.stringify(waited)}`);
  const { low, middle, high } = waited.difference;
  await person.sees(t('rehearse.waited_more', { middle, low, high }));
  await person.sees(t('rehearse.sound'));
  await walk.screens.look(person, 'rehearse-results');
  await person.page.locator('summary').first().click();
  expect_equal(await person.page.locator('details[open] tbody tr').count(), weeks, 'weeks in the table');
}

async function takes_away(walk) {
  const person = walk.coordinator;
  const table = await saved(person, t('rehearse.save_csv'));
  expect_equal(table.trim().split('\r\n').length, 1 + 2 * 6 * weeks, 'lines of the table');
  const picture = await saved(person, t('rehearse.save_picture'));
  expect(picture.startsWith('<svg') && picture.includes(t('rehearse.caution')), picture.slice(0, 200));
}

async function stops_another(walk) {
  const person = walk.coordinator;
  await person.go(here(walk));
  await person.page.getByLabel(t('rehearse.how_long')).selectOption('52');
  await person.choose(t('rehearse.change_time'));
  await person.page.getByLabel(t('rehearse.which_clock')).selectOption('check_in');
  await person.fill(t('rehearse.clock_days'), '7');
  await walk.screens.look(person, 'rehearse-clock');
  await person.press(t('rehearse.start'));
  await person.sees(says('rehearse.may_leave'));
  await person.press(t('rehearse.stop'));
  await person.sees(t('rehearse.stopped'));
  await walk.screens.look(person, 'rehearse-stopped');
}

/** A coordinator tries a smaller team on invented people, long before any real one is asked. */
export async function rehearsing(walk) {
  const { report } = walk;
  await report.must('a coordinator chooses a population, a length and one change, and begins', () => begins(walk));
  await report.must('it goes on while they are elsewhere', () => leaves(walk));
  await report.must('both designs stand side by side, and the difference is said in words', () => reads(walk));
  await report.must('the weeks can be saved as a table and as a picture', () => takes_away(walk));
  await report.must('one with another clock is begun, and stopped', () => stops_another(walk));
}
