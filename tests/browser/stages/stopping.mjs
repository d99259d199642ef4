import { expect_equal } from '../../report.mjs';
import { letter } from '../letters.mjs';
import { ana, maria } from '../people.mjs';
import { Person } from '../person.mjs';
import { t } from '../texts.mjs';
import { open_record, said_yes } from './by_phone.mjs';

/** She can only be called, so the news of a request is a call for the coordinator. */
async function call_her(walk) {
  await walk.maria.sign_in(maria.email);
  await walk.maria.go('/me/notices');
  await walk.maria.choose(t('notices.call'));
  await walk.maria.press(t('notices.save'));
  await walk.maria.sees(t('notices.saved'));
  await walk.ana.go('/choose');
  await walk.ana.press(t('library.choose_name', { name: maria.name }));
  await walk.ana.follow(t('action.continue'));
  await walk.ana.press(t('ask.send', { name: maria.name }));
  await walk.ana.is_at('/requests');
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}`);
  await person.page.locator('.card').filter({ hasText: `No letter reaches ${maria.name}` }).getByRole('link').click();
  await person.sees_heading(t('call_task.title', { name: maria.name }));
  await walk.screens.look(person, 'call');
  await person.press(t('call_task.no_answer'));
  await person.is_at(`/staff/${walk.programme}`);
  await person.page.locator('.card').filter({ hasText: `No letter reaches ${maria.name}` }).getByRole('link').click();
  await person.sees(t('call_task.tried', { count: 1 }));
  await person.press(t('call_task.rang'));
  await person.is_at(`/staff/${walk.programme}`);
}

/** After one call she stops; two questions come, and she answers them signed in nowhere. */
async function stops_early(walk) {
  await open_record(walk, ana, 'Maria said yes on the phone');
  await said_yes(walk, maria);
  const person = walk.ana;
  const { body } = await person.ask('/api/me/pairs');
  const talk = body.items.find((each) => each.other_name === maria.name).conversation_id;
  const noted = await person.ask(`/api/me/contacts/${talk}`, { how: 'phone', reached: true, minutes: 10 });
  expect_equal(noted.status, 200, 'she notes a call');
  await person.go('/matches');
  await person.press(t('matches.end'));
  await person.page.getByRole('dialog').getByRole('button', { name: t('matches.end') }).click();
  await person.sees_heading(t('matches.past'));
  const link = await letter(walk.administrator, ana.email, /https?:\/\/\S+\/answer#[^\s.]+(?=\s)/);
  const signed_out = await Person.arrive(walk, 'Somebody who stopped early');
  await signed_out.page.goto(link);
  await signed_out.sees_heading(t('question.title'));
  await signed_out.page.locator('main').getByRole('group').first().waitFor();
  expect_equal((await signed_out.ask('/api/me/home')).status, 401, 'nobody is signed in');
  await walk.screens.look(signed_out, 'answer-leaving');
  for (const group of await signed_out.page.locator('main').getByRole('group').all()) await group.getByRole('radio').first().check();
  await signed_out.press(t('question.send'));
  await signed_out.sees(t('question.close'));
  await signed_out.leave();
}

export async function stopping(walk) {
  const { report } = walk;
  await report.step('who can only be called is called, and again when nobody answers', () => call_her(walk));
  await report.step('who stops early answers two questions without signing in', () => stops_early(walk));
}
