import { expect } from '../../report.mjs';
import { t } from '../texts.mjs';
import { safety_lead } from './office.mjs';

async function coordinator_sees(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}/concerns`);
  await person.sees(t('concern.open'));
  await walk.screens.look(person, 'concerns');
  const { body } = await person.ask(`/api/programmes/${walk.programme}/concerns`);
  expect(!JSON.stringify(body).includes('not sure about this'), 'a coordinator sees that there is one, not what it says');
  const opened = await person.ask(`/api/programmes/${walk.programme}/concerns/${body.items[0].concern_id}?why=curious`);
  expect([403, 404].includes(opened.status), `opening it is refused: ${opened.status}`);
}

async function lead_reads(walk) {
  const person = await safety_lead(walk);
  await walk.screens.look(person, 'safety-today');
  await person.go(`/staff/${walk.programme}/concerns`);
  await person.page.getByRole('link', { name: t('concern.not_sure') }).click();
  await person.press(t('concern.read'));
  await person.sees(t('concern.why_missing'));
  await walk.screens.look(person, 'concern-why');
  await person.fill(t('concern.why'), 'I am on duty today');
  await person.press(t('concern.read'));
  await person.sees('I am not sure about this.');
  await person.sees('Bonjour Ana');
  await walk.screens.look(person, 'concern');
  await person.press(t('concern.mark_seen'));
  await person.fill(t('concern.outcome'), 'Rang her; all is well.');
  await walk.screens.look(person, 'concern-seen');
  await person.press(t('concern.close'));
  await person.sees(t('concern.none'));
  await person.leave();
}

export async function safety(walk) {
  const { report } = walk;
  await report.step('the coordinator sees that something worries someone, and not what', () => coordinator_sees(walk));
  await report.step('whoever is responsible for safety reads it, giving a reason, and closes it', () => lead_reads(walk));
}
