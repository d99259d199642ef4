import { expect_equal } from '../../report.mjs';
import { letter, sign_in_link } from '../letters.mjs';
import { ana, etienne, maria, noelle, ruth } from '../people.mjs';
import { Person } from '../person.mjs';
import { says, t } from '../texts.mjs';

const most_pages = 40;

/** Opens the letter, presses the button, answers page by page, and is home. */
async function arrive(walk, who, { look = false } = {}) {
  const link = await letter(walk.administrator, who.email, sign_in_link);
  const person = await Person.arrive(walk, who.name);
  await person.page.goto(link);
  await person.sees_heading(t('sign_in.link_title'));
  await person.page.waitForURL((url) => url.hash === '');
  if (look) await walk.screens.look(person, 'sign-in-link');
  await person.press(t('sign_in.come_in'));
  await person.is_at('/welcome');
  for (let at = 0; at < most_pages; at += 1) {
    await person.page.locator('form').waitFor();
    if (look && at < 6) await walk.screens.look(person, `welcome-${at + 1}`);
    if (await answer_page(person)) return person;
  }
  throw new Error('the welcome has no end');
}

/** Answers one page of the welcome. True when it was the last. */
async function answer_page(person) {
  const yes = person.page.getByRole('radio', { name: t('consent.yes') });
  if (await yes.count()) await yes.check();
  const last = person.button(t('arrival.finish'));
  const is_last = (await last.count()) > 0;
  const step = await person.page.locator('.steps p').innerText();
  await (is_last ? last : person.button(t('action.continue'))).click();
  if (is_last) await person.is_at('/');
  else await person.page.waitForFunction((before) => document.querySelector('.steps p')?.textContent !== before, step);
  return is_last;
}

/** Answers the questions before coming in, in their order. */
async function answer_eligibility(person, ...answers) {
  const questions = person.page.locator('fieldset');
  await questions.first().waitFor();
  expect_equal(await questions.count(), answers.length, 'questions before coming in');
  for (const [at, answer] of answers.entries()) {
    await questions.nth(at).getByRole('radio', { name: t(`eligibility.${answer}`), exact: true }).check();
  }
  await person.press(t('action.continue'));
}

/** One answer does not fit: a kind page says why and where else to turn, also the next time; then it was a mistake. */
async function is_redirected_and_answers_again(walk) {
  const link = await letter(walk.administrator, ana.email, sign_in_link);
  const person = await Person.arrive(walk, ana.name);
  await person.come_in(link);
  await person.sees_heading(t('eligibility.title', { programme: 'REACHOUT' }));
  await walk.screens.look(person, 'welcome-eligibility');
  await person.press(t('action.continue'));
  await person.sees(t('eligibility.please_answer'));
  await answer_eligibility(person, 'yes', 'yes', 'no');
  await person.sees_heading(t('eligibility.not_now'));
  await person.sees(/far from the big cities/);
  await walk.screens.look(person, 'welcome-redirected');
  await person.page.reload();
  await person.sees_heading(t('eligibility.not_now'));
  const at = `/api/me/eligibility?programme=${walk.programme}`;
  expect_equal((await person.ask(at)).body.reasons.map((each) => each.key), ['far_from_the_city'], 'what did not fit');
  expect_equal((await person.ask('/api/me/arrival', { programme: walk.programme, language: 'en' })).body.code, 'people.screen_needed', 'nobody comes in so');
  await person.press(t('eligibility.change'));
  await answer_eligibility(person, 'yes', 'yes', 'yes');
  await person.sees(t('eligibility.suits'));
  await walk.screens.look(person, 'welcome-suits');
  return person;
}

async function refuses_without_consent(walk, person) {
  await person.press(t('action.continue'));
  await person.page.getByRole('radio', { name: t('consent.no'), exact: true }).check();
  await person.press(t('action.continue'));
  await person.sees(t('consent.cannot_without'));
  await walk.screens.look(person, 'welcome-refused');
  const { body } = await person.ask('/api/session');
  expect_equal(body.roles[0].state, 'invited', 'without consent one stays invited');
  await person.page.getByRole('radio', { name: t('consent.yes') }).check();
  return person;
}

/** Goes on where someone stopped. */
async function finish(person) {
  for (let at = 0; at < most_pages; at += 1) if (await answer_page(person)) return;
  throw new Error('the welcome has no end');
}

/** Going through the welcome without changing an answer changes none. */
async function answers_are_whole(walk) {
  const { body } = await walk.ana.ask(`/api/me/profile?programme=${walk.programme}`);
  const of = (kind) => body.fields.find((each) => each.kind === kind).value;
  expect_equal([of('place').name, Math.round(of('place').latitude)], ['Houston', 54], 'where she lives');
  expect_equal(of('availability'), ['mon evening', 'wed evening', 'sat morning'], 'when she is free');
}

/** The answers do not fit at first; the list says so, and the questions are asked again. */
async function asks_on_the_phone(walk, who) {
  const person = walk.coordinator;
  const { name } = who;
  await person.press(t('bring.confirm', { name }));
  await person.sees(t('screen.please_tick'));
  await person.press(t('screen.does_not_fit', { name }));
  await person.page.getByRole('checkbox').first().check();
  await walk.screens.look(person, 'person-does-not-fit');
  await person.press(t('screen.note'));
  await person.sees(t('screen.why', { name }));
  await walk.screens.look(person, 'person-redirected');
  const list = await person.ask(`/api/programmes/${walk.programme}/people?role=participant&state=redirected`);
  expect_equal(list.body.items.map((each) => each.full_name), [who.full_name], 'whom the programme does not suit');
  await person.press(t('screen.again'));
  await person.page.getByLabel(t('screen.fits_all', { name })).check();
}

async function bring_in_by_phone(walk, who, screens) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}/people/${walk.ids[who.full_name]}`);
  if (screens) await walk.screens.look(person, 'person-why');
  await person.fill(t('look.why'), 'They rang me');
  await person.press(t('look.open'));
  await person.press(t('bring.button'));
  if (who.seeks) await asks_on_the_phone(walk, who);
  if (screens) await walk.screens.look(person, 'person-bring-in');
  await person.press(t('bring.confirm', { name: who.name }));
  await person.sees(t('bring.please_tick'));
  await person.page.getByLabel(t('bring.agreed', { name: who.name })).check();
  await person.press(t('bring.confirm', { name: who.name }));
  await person.sees(says('state.active'));
}

export async function arrivals(walk) {
  const { report } = walk;
  await report.must('whom the programme does not suit is told kindly where to turn; answers can be changed', async () => {
    walk.ana = await is_redirected_and_answers_again(walk);
  });
  await report.must('without agreeing nobody takes part; the answer can be changed', async () => {
    await refuses_without_consent(walk, walk.ana);
  });
  await report.must('the participant finishes the welcome and is home', async () => {
    await finish(walk.ana);
    await answers_are_whole(walk);
    await walk.ana.page.locator('.sentence').waitFor();
    await walk.screens.look(walk.ana, 'home-participant-new');
  });
  await report.must('the first supporter opens her letter, arrives and is active', async () => {
    walk.maria = await arrive(walk, maria, { look: true });
    expect_equal((await walk.maria.ask('/api/session')).body.roles[0].state, 'active', 'the supporter');
    await walk.screens.look(walk.maria, 'home-supporter-new');
  });
  await report.must('the second supporter arrives with another browser', async () => {
    walk.etienne = await arrive(walk, etienne);
  });
  await report.must('the coordinator brings two people in by phone, reading out what they agree to', async () => {
    await bring_in_by_phone(walk, noelle, true);
    await bring_in_by_phone(walk, ruth, false);
  });
  await report.step('a letter’s link works once only', async () => {
    const link = await letter(walk.administrator, etienne.email, sign_in_link);
    const stranger = await Person.arrive(walk, 'a stranger');
    await stranger.page.goto(link);
    await stranger.press(t('sign_in.come_in'));
    await stranger.page.getByRole('alert').first().waitFor();
    await walk.screens.look(stranger, 'sign-in-link-used');
    expect_equal((await stranger.ask('/api/session')).body.signed_in, false, 'signed in');
    for (const [path, name] of [['/sign-in', 'sign-in'], ['/sign-in/staff', 'sign-in-staff'], ['/help', 'help']]) {
      await stranger.go(path);
      await stranger.page.locator('h1').waitFor();
      await walk.screens.look(stranger, name);
    }
    await stranger.leave();
  });
}
