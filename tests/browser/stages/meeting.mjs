import { expect, expect_equal } from '../../report.mjs';
import { letter } from '../letters.mjs';
import { ana, etienne } from '../people.mjs';
import { Person } from '../person.mjs';
import { t } from '../texts.mjs';
import { open_record } from './by_phone.mjs';

/** From the next step on her home to the page that helps before a first talk. */
async function get_ready(walk) {
  const person = walk.ana;
  await person.go('/');
  await person.page.locator(`main a[href="/first-contact/${walk.talk}"]`).first().click();
  await person.is_at(`/first-contact/${walk.talk}`);
  await person.sees_heading('What stays between you two');
  await walk.screens.look(person, 'first-contact');
  expect_equal(await person.page.getByRole('checkbox').count(), 0, 'the sheet is for the supporter');
}

async function she_says_met(walk) {
  await walk.ana.press(t('first.met'));
  await walk.ana.sees(t('first.other_asked', { name: etienne.name }));
  await walk.screens.look(walk.ana, 'first-contact-said');
}

/** His answer comes by the link of the letter, signed in nowhere. */
async function he_says_not_yet(walk) {
  const link = await letter(walk.administrator, etienne.email, /https?:\/\/\S+\/answer#\S+\.not_yet/);
  const person = await Person.arrive(walk, 'Étienne with a letter in hand');
  await person.page.goto(link);
  await person.button(t('question.send')).waitFor();
  const words = await person.page.locator('main').innerText();
  expect(!words.includes(ana.name) && !words.includes(etienne.name), `the question names nobody: ${words}`);
  await walk.screens.look(person, 'answer-met');
  await person.press(t('question.send'));
  await person.sees(t('question.close'));
  await person.leave();
}

async function they_differ(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}`);
  await person.sees(/says that the two have talked/);
  await walk.screens.look(person, 'today-first-contact');
}

async function he_is_ready(walk) {
  const person = walk.etienne;
  await person.go(`/first-contact/${walk.talk}`);
  await person.page.getByRole('checkbox').first().check();
  await person.sees(t('first.that_is_fine'));
  await person.press(t('first.three'));
  await person.sees(t('first.three_asked'));
  await walk.screens.look(person, 'first-contact-supporter');
  await person.page.reload();
  expect(await person.page.getByRole('checkbox').first().isChecked(), 'the tick is kept on the server');
  await person.press(t('first.met'));
  await person.sees(t('first.both_met'));
}

async function coordinator_sees(walk) {
  const person = walk.coordinator;
  await open_record(walk, ana, 'To see how the first talk went');
  await person.press(t('first_staff.open'));
  await person.sees(t('first_staff.confirmed'));
  await person.sees(t('first_staff.sheet', { ticked: 1, lines: 6 }));
  await walk.screens.look(person, 'person-first-contact');
}

export async function meeting(walk) {
  const { report } = walk;
  await report.must('the talk of the two is known', async () => {
    const { body } = await walk.etienne.ask('/api/me/pairs');
    walk.talk = body.items.find((each) => each.other_name === ana.name).conversation_id;
  });
  await report.step('her next step leads to what helps before a first talk', () => get_ready(walk));
  await report.step('she says that they met', () => she_says_met(walk));
  await report.step('he is asked once, and answers by the link without signing in', () => he_says_not_yet(walk));
  await report.step('the coordinator is asked to ring when their words differ', () => they_differ(walk));
  await report.step('he ticks the sheet off, asks for a talk of three, and says at last that they met', () => he_is_ready(walk));
  await report.step('the coordinator sees who said what, and the sheet', () => coordinator_sees(walk));
  for (const person of [walk.ana, walk.etienne]) await person.go(`/messages/${walk.talk}`);
}
