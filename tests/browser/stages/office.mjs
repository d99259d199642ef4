import { expect, expect_equal } from '../../report.mjs';
import { administrator, coordinator, safety } from '../people.mjs';
import { Person } from '../person.mjs';
import { t } from '../texts.mjs';
import { totp } from '../../totp.mjs';

/** Makes a staff account on the command line; gives the link it prints. */
export async function staff_link(walk, who, ...role) {
  const done = await walk.server.command('user', 'add', '--email', who.email, '--name', who.name, ...role);
  expect_equal(done.code, 0, done.error);
  const link = /https?:\/\/\S+\/sign-in\/set-password#\S+/.exec(done.out)?.[0];
  expect(link, `no link in: ${done.out}`);
  return link;
}

/** From the printed link to a whole session: choose a password, sign in with it, then the second factor. */
export async function set_up(walk, person, who, link, screens) {
  await person.page.goto(link);
  await person.sees_heading(t('password.title'));
  if (screens) await walk.screens.look(person, 'set-password');
  await person.fill(t('password.new'), who.password);
  await person.press(t('password.save'));
  await person.sees_heading(t('sign_in.staff_title'));
  await person.fill(t('sign_in.email'), who.email);
  await person.fill(t('sign_in.password'), who.password);
  await person.press(t('sign_in.come_in'));
  await person.sees_heading(t('second.setup_title'));
  const secret = (await person.page.locator('.secret').innerText()).replace(/\s/g, '');
  if (screens) await walk.screens.look(person, 'second-factor-set-up');
  await person.fill(t('second.code'), totp(secret));
  await person.press(t('second.finish'));
  who.secret = secret;
}

async function add_programme(walk, person) {
  await person.is_at('/admin');
  await walk.screens.look(person, 'admin');
  const card = person.page.getByRole('listitem').filter({ has: person.heading('REACHOUT') });
  await card.getByRole('button', { name: t('packages.add') }).click();
  await person.fill(t('packages.organisation'), 'The northern clinics');
  await walk.screens.look(person, 'admin-add');
  await card.getByRole('button', { name: t('packages.add') }).click();
  await person.sees(t('packages.added_now', { name: 'REACHOUT' }));
}

export async function office(walk) {
  const { report } = walk;
  await report.must('an administrator made on the command line sets a password and a second factor', async () => {
    const link = await staff_link(walk, administrator, '--role', 'administrator');
    walk.administrator = await Person.arrive(walk, administrator.name, { viewport: { width: 1280, height: 900 } });
    await set_up(walk, walk.administrator, administrator, link, true);
    await walk.administrator.is_at('/admin');
  });
  await report.must('a link that was used once is refused the second time', async () => {
    const link = await staff_link(walk, { ...administrator, email: 'someone.else@example.org' }, '--role', 'administrator');
    const token = decodeURIComponent(new URL(link).hash.slice(1));
    const tries = [];
    for (const password of ['lighthouse ribbon forty maple', 'another garden ladder sixty']) {
      const answer = await fetch(`${walk.server.origin}/api/sign-in/set-password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: walk.server.origin },
        body: JSON.stringify({ token, password })
      });
      tries.push(answer.ok);
    }
    expect_equal(tries, [true, false], 'first and second use');
  });
  await report.must('the administrator adds REACHOUT from the packages that came with Kith', () => add_programme(walk, walk.administrator));
  await report.must('a coordinator made on the command line comes to the programme’s Today', async () => {
    const link = await staff_link(walk, coordinator, '--role', 'coordinator', '--programme', 'reachout');
    walk.coordinator = await Person.arrive(walk, coordinator.name, { viewport: { width: 1280, height: 900 } });
    await set_up(walk, walk.coordinator, coordinator, link, false);
    await walk.coordinator.is_at(/^\/staff\/[^/]+$/);
    walk.programme = new URL(walk.coordinator.page.url()).pathname.split('/')[2];
    await walk.coordinator.sees_heading(t('today.title'));
    await walk.screens.look(walk.coordinator, 'today-empty');
  });
  await report.must('someone is made responsible for safety', async () => {
    walk.safety_link = await staff_link(walk, safety, '--role', 'safeguarding_lead', '--programme', 'reachout');
  });
}

/** The person responsible for safety comes in only when there is something to read. */
export async function safety_lead(walk) {
  const person = await Person.arrive(walk, safety.name);
  await set_up(walk, person, safety, walk.safety_link, false);
  await person.is_at(/^\/staff\/[^/]+$/);
  return person;
}
