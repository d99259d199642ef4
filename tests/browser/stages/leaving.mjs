import { expect, expect_equal } from '../../report.mjs';
import { etienne, noelle } from '../people.mjs';
import { t } from '../texts.mjs';
import { open_record } from './by_phone.mjs';

async function agree_by_voice(walk) {
  const person = walk.coordinator;
  await open_record(walk, noelle, 'She rang about research');
  await person.press(t('person.consent_note'));
  await person.sees(t('person.consent_read'));
  await walk.screens.look(person, 'note-agreements');
  const research = person.page.locator('fieldset#answer-research');
  await research.getByRole('radio', { name: t('person.consent_yes'), exact: true }).check();
  await person.press(t('person.consent_save'));
  await person.page.locator('summary', { hasText: t('person.consent_history') }).click();
  await walk.screens.look(person, 'agreements-history');
}

async function first_step(walk) {
  const person = walk.etienne;
  await person.go('/me');
  await person.follow(t('leave.link'));
  await person.sees_heading(t('leave.title'));
  await person.sees(t('leave.told'));
  await walk.screens.look(person, 'leave');
  await person.press(t('leave.go_on'));
  await person.sees_heading(t('leave.choose_title'));
}

async function second_step(walk) {
  const person = walk.etienne;
  await person.press(t('leave.confirm'));
  await person.sees(t('leave.please_choose'));
  await person.choose(new RegExp(t('leave.words')));
  const research = person.page.getByRole('radio', { name: t('leave.research_keep') });
  if (await research.count()) await research.check();
  await walk.screens.look(person, 'leave-choices');
  await person.press(t('leave.confirm'));
  await person.is_at('/goodbye');
  await person.sees_heading(t('goodbye.title'));
  await walk.screens.look(person, 'goodbye');
  expect_equal((await person.ask('/api/me/conversations')).status, 401, 'nothing of it is signed in');
}

async function back_by_phone(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}/people?role=supporter`);
  await person.sees_heading(t('people.left'));
  await walk.screens.look(person, 'left-lately');
  await person.press(t('people.left_undo', { name: etienne.name }));
  await person.page.getByRole('link', { name: new RegExp(etienne.name) }).first().waitFor();
  const { body } = await person.ask(`/api/programmes/${walk.programme}/leavings`);
  expect(body.items.length === 0, 'nobody has left now');
}

export async function leaving(walk) {
  const { report } = walk;
  await report.step('an agreement read out on the phone is noted, with who read it', () => agree_by_voice(walk));
  await report.must('leaving says first what will happen, and what is gentler', () => first_step(walk));
  await report.must('then what becomes of what is held, and it is done', () => second_step(walk));
  await report.step('for seven days one press brings back', () => back_by_phone(walk));
}
