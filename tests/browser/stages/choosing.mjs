import { expect, expect_equal } from '../../report.mjs';
import { ana, etienne, maria, ruth } from '../people.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';

// What is typed is kept a moment later; nobody closes a page in the same blink as the last letter.
const typing_pause_ms = 500;
export const hello = 'Hello, I have many questions about nights.';

const card = (person, name) => person.page.locator('.card').filter({ has: person.heading(name) });

async function library(walk) {
  const person = walk.ana;
  await person.page.locator('nav').getByRole('link', { name: t('nav.choose') }).click();
  await person.sees_heading(t('library.title'));
  await person.sees_heading(maria.name);
  const reasons = await card(person, maria.name).getByRole('list', { name: t('library.why') }).getByRole('listitem').allInnerTexts();
  expect(reasons.length >= 2 && reasons.length <= 3, `two or three reasons: ${reasons.join(' | ')}`);
  expect(reasons.some((each) => /pump|pregnancy|burnout|CGM|sensor|listening|worn out/i.test(each)), `plain reasons: ${reasons.join(' | ')}`);
  await card(person, ruth.name).locator('.note').waitFor();
  const note = await card(person, ruth.name).locator('.note').innerText();
  expect(note.includes('<img src=x onerror=alert(1)>'), `markup in a note is shown as text: ${note}`);
  expect(!(await person.page.content()).includes('Sundby'), 'no last name is sent to the participant');
  await walk.screens.look(person, 'choose');
}

const switch_to = (person, label, state) =>
  person.page.getByRole('group', { name: label }).getByRole('radio', { name: says(`criteria.${state}`) }).check();

async function switches(walk) {
  const person = walk.ana;
  await person.page.locator('summary', { hasText: t('criteria.title') }).click();
  const before = (await person.ask(`/api/me/library?programme=${walk.programme}`)).body;
  const insulin = before.criteria.find((each) => each.key === 'insulin');
  expect(insulin.count_if_must < before.total, `the rosters make a difference: ${JSON.stringify(insulin)}`);
  await person.page.getByRole('group', { name: insulin.label }).getByText(t('criteria.left', { count: insulin.count_if_must })).first().waitFor();
  await walk.screens.look(person, 'choose-switches');
  await switch_to(person, insulin.label, 'must');
  await person.sees_heading(t('library.found', { count: insulin.count_if_must }));
  await switch_to(person, insulin.label, 'nice');
  await person.sees_heading(t('library.found', { count: before.total }));
}

async function nearest(walk) {
  const person = walk.ana;
  const { criteria, total } = (await person.ask(`/api/me/library?programme=${walk.programme}`)).body;
  const impossible = criteria.find((each) => each.switchable && each.count_if_must === 0);
  expect(impossible, `something that nobody fits: ${JSON.stringify(criteria)}`);
  await switch_to(person, impossible.label, 'must');
  await person.sees(t('library.none'));
  await person.sees_heading(t('library.nearest'));
  await walk.screens.look(person, 'choose-none');
  await switch_to(person, impossible.label, 'nice');
  await person.sees_heading(t('library.found', { count: total }));
}

async function ask_two(walk) {
  const person = walk.ana;
  await person.press(t('library.choose_name', { name: maria.name }));
  await person.press(t('library.choose_name', { name: etienne.name }));
  await person.sees(t('library.place', { place: 2 }));
  await walk.screens.look(person, 'choose-chosen');
  await person.follow(t('action.continue'));
  await person.sees_heading(t('ask.title'));
  await person.fill(t('ask.hello', { name: maria.name }), hello);
  await person.fill(t('ask.hello', { name: etienne.name }), hello);
  await person.page.waitForTimeout(typing_pause_ms);
  await person.page.reload();
  await until('what was chosen is kept through a reload', async () => (await person.page.getByLabel(t('ask.hello', { name: maria.name })).inputValue().catch(() => '')) === hello);
  expect_equal(await person.page.getByLabel(t('ask.hello', { name: etienne.name })).inputValue(), hello, 'the second hello after the reload');
  await walk.screens.look(person, 'ask');
  await person.press(t('ask.send', { name: maria.name }));
  await person.is_at('/requests');
  await person.sees_heading(maria.name);
  await walk.screens.look(person, 'requests');
}

async function board(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}`);
  const row = person.page.getByRole('row').filter({ has: person.page.getByRole('link', { name: ana.name, exact: true }) });
  await row.waitFor();
  const words = await row.innerText();
  expect(/peer supporter/i.test(words), `whose turn it is: ${words}`);
  expect(words.includes(maria.name), `for whom she waits: ${words}`);
  await walk.screens.look(person, 'today');
}

async function not_now(walk) {
  await walk.maria.page.getByRole('link', { name: t('nav.asks') }).first().click();
  await walk.maria.sees(hello);
  await walk.screens.look(walk.maria, 'asks');
  await walk.maria.press(t('asks.not_now'));
  await walk.maria.sees(t('asks.said_not_now', { name: ana.name }));
  await walk.screens.look(walk.maria, 'asks-none');
}

async function accept(walk) {
  await walk.etienne.go('/');
  await walk.screens.look(walk.etienne, 'home-supporter-asked');
  await walk.etienne.go('/asks');
  await walk.etienne.sees(hello);
  await walk.etienne.press(t('asks.yes'));
  await walk.etienne.sees(t('asks.said_yes', { name: ana.name }));
  await walk.screens.look(walk.etienne, 'asks-yes');
}

async function conversation_opens(walk) {
  await walk.etienne.follow(t('asks.say_hello'));
  await walk.etienne.is_at(/^\/messages\//);
  await walk.etienne.sees_heading(ana.name);
  await walk.screens.look(walk.etienne, 'conversation-empty');
  await walk.ana.page.locator('nav').getByRole('link', { name: t('nav.home') }).click();
  await walk.ana.sees(new RegExp(etienne.name));
  await walk.screens.look(walk.ana, 'home-participant-matched');
  await walk.ana.page.locator('.people').getByRole('link', { name: new RegExp(etienne.name) }).click();
  await walk.ana.sees_heading(etienne.name);
  const paths = [walk.etienne, walk.ana].map((each) => new URL(each.page.url()).pathname);
  expect_equal(paths[0], paths[1], 'both are in the same conversation');
}

export async function choosing(walk) {
  const { report } = walk;
  await report.must('the library explains who is free, in own words and plain reasons', () => library(walk));
  await report.step('live counts say how many are left, and a must narrows the list', () => switches(walk));
  await report.step('when nobody fits, the nearest are offered', () => nearest(walk));
  await report.must('she asks two in order, each with a hello', () => ask_two(walk));
  await report.step('the coordinator sees who waits for whom, and whose turn it is', () => board(walk));
  await report.must('the first says not now', () => not_now(walk));
  await report.step('the participant is told without a reload that the next one is asked', async () => {
    await walk.ana.page.locator('.card.step').filter({ has: walk.ana.heading(etienne.name) }).waitFor();
    await walk.screens.look(walk.ana, 'requests-moved-on');
  });
  await report.must('the second says yes', () => accept(walk));
  await report.must('the conversation opens for both', () => conversation_opens(walk));
}
