import { expect } from '../../report.mjs';
import { ana, coordinator, noelle, ruth } from '../people.mjs';
import { t } from '../texts.mjs';
import { until } from '../waiting.mjs';

export const reason = 'Her mother rang about a lost letter';

export async function open_record(walk, who, why) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}/people/${walk.ids[who.full_name]}`);
  await person.fill(t('look.why'), why);
  await person.press(t('look.open'));
  await person.sees_heading(who.full_name);
}

async function match_on_the_phone(walk) {
  const person = walk.coordinator;
  await open_record(walk, noelle, 'She rang to choose');
  await person.follow(t('phone.title'));
  await person.sees_heading(t('phone.choose_with', { name: noelle.name }));
  await person.press(t('library.choose_name', { name: ruth.name }));
  await walk.screens.look(person, 'choose-together');
  await person.press(t('phone.ask', { count: 1 }));
  await person.sees(t('phone.please_agree', { name: noelle.name }));
  await person.page.getByLabel(t('phone.agreed', { name: noelle.name })).check();
  await person.press(t('phone.ask', { count: 1 }));
  await said_yes(walk, ruth);
  await walk.screens.look(person, 'person');
}

/** On a person's page: notes that the supporter agreed on the phone. */
export async function said_yes(walk, who) {
  const person = walk.coordinator;
  await person.press(t('phone.said_yes', { name: who.name }));
  await person.press(t('phone.yes_confirm'));
  for (const key of ['phone.yes_confirm', 'phone.said_yes']) {
    await person.page.getByRole('button', { name: t(key, { name: who.name }) }).waitFor({ state: 'detached' });
  }
  await person.sees_heading(t('person.matches'));
}

async function offer_someone_else(walk) {
  const person = walk.coordinator;
  await person.press(t('rematch.button'));
  await person.sees(t('rematch.help'));
  await walk.screens.look(person, 'rematch');
  await person.press(t('rematch.confirm'));
  await person.page.getByRole('link', { name: t('phone.title') }).waitFor();
}

async function seen(walk) {
  await open_record(walk, ana, reason);
  await walk.ana.go('/me/seen');
  await walk.ana.sees(t('seen.why', { why: reason }));
  const line = await walk.ana.page.locator('.view', { hasText: reason }).first().innerText();
  expect(line.includes(coordinator.first_name), `who looked is named: ${line}`);
  await walk.screens.look(walk.ana, 'seen');
}

async function add_person(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}/people/add?role=participant`);
  await person.fill(t('add.first_name'), 'Walter');
  await walk.screens.look(person, 'add-person');
  await person.press(t('add.add'));
  await person.sees(t('add.no_way'));
  await person.fill(t('add.mobile'), '+1 250 555 0190');
  await person.press(t('add.add'));
  await until('his page opens', async () => /\/people\/[^/]+$/.test(person.page.url()) && !person.page.url().endsWith('/add'));
  await person.sees_heading('Walter');
}

export async function by_phone(walk) {
  const { report } = walk;
  await report.step('the coordinator chooses with someone on the phone, and connects them', () => match_on_the_phone(walk));
  await report.step('the coordinator offers someone else, without blame', () => offer_someone_else(walk));
  await report.step('someone who rings is typed in', () => add_person(walk));
  await report.step('the participant sees that the coordinator looked, and why', () => seen(walk));
}
