import { expect, expect_equal } from '../../report.mjs';
import { letter } from '../letters.mjs';
import { ana, etienne, supervisor } from '../people.mjs';
import { Person } from '../person.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';
import { open_record } from './by_phone.mjs';
import { set_up, staff_link } from './office.mjs';

const hours = { from: '22:00', until: '07:00' };

/** What Étienne noted after a call; the form remembers the usual way, so that it is five taps at most. */
async function note_contact(walk) {
  const person = walk.etienne;
  await person.go('/');
  await person.page.locator('main a[href="/contacts"]').click();
  await person.is_at('/contacts');
  await person.sees_heading(t('contact.title', { name: ana.name }));
  await walk.screens.look(person, 'contacts');
  await person.choose(t('contact.phone'));
  await person.choose(t('contact.good'));
  await person.press(t('contact.note'));
  await person.sees(t('contact.noted'));
  await person.sees_heading(t('contact.before'));
  await walk.screens.look(person, 'contacts-noted');
  const book = (await person.ask(`/api/me/contacts/${walk.talk}`)).body;
  expect_equal(book.items.map((each) => [each.how, each.reached, each.feeling]), [['phone', true, 'good']], 'noted');
  expect(book.carried.length > 0, 'what Kith carried is counted by itself');
}

async function choose_how_to_be_told(walk) {
  const person = walk.etienne;
  await person.go('/me');
  await person.page.getByRole('link', { name: t('notices.title') }).click();
  await person.sees_heading(t('notices.title'));
  await walk.screens.look(person, 'notices');
  await person.choose(t('notices.paper'));
  await person.page.getByLabel(t('notices.quiet_from')).selectOption(hours.from);
  await person.page.getByLabel(t('notices.quiet_until')).selectOption(hours.until);
  await person.press(t('notices.save'));
  await person.sees(t('notices.saved'));
  await walk.screens.look(person, 'notices-kept');
  const kept = (await person.ask('/api/me/notices')).body;
  expect_equal([kept.way, kept.quiet_from, kept.quiet_until], ['paper', hours.from, hours.until], 'kept');
}

/**
 * As if 24 of the 26 weeks of the two had gone by, the last three without a word, and as if it were half time for her
 * question: nobody waits for months in a test.
 */
async function weeks_go_by(walk) {
  const day = 24 * 3600 * 1_000_000;
  const now = Date.now() * 1000;
  const pair = `conversation_id = '${walk.talk}' and ended_at is null`;
  const question = `rule = 'halfway_participant' and match_id in (select match_id from journey_pair where ${pair})`;
  await walk.server.stop();
  const before = walk.server.lines;
  await walk.server.change(`
    update journey_pair set made_at = made_at - ${168 * day}, ends_at = ends_at - ${168 * day},
      last_contact_at = last_contact_at - ${20 * day} where ${pair};
    update clock set base_at = ${2 * now} - (select ends_at from journey_pair where match_id = clock.match_id) where ${question};
    update job set due_at = ${now} where kind = 'journeys.clock' and key in (select id from clock where ${question});`);
  await walk.server.start();
  walk.server.lines.unshift(...before);
}

/** The link of the letter is all it takes: no account, no code. */
async function answer(walk) {
  const link = await letter(walk.administrator, ana.email, /https?:\/\/\S+\/answer#\S+\.fine/);
  const person = await Person.arrive(walk, 'Somebody with a letter in hand');
  await person.page.goto(link);
  await person.sees_heading(t('question.title'));
  await person.button(t('question.send')).waitFor();
  await walk.screens.look(person, 'answer');
  expect_equal((await person.ask('/api/me/home')).status, 401, 'nobody is signed in');
  await person.press(t('question.send'));
  await person.sees(t('question.close'));
  await walk.screens.look(person, 'answer-thanks');
  await person.page.goto('about:blank');
  await person.page.goto(link);
  await person.sees(t('question.over'));
  await walk.screens.look(person, 'answer-over');
}

async function silent(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}`);
  const line = person.page.getByRole('listitem').filter({ hasText: t('silent.since', { count: 20 }) });
  await line.waitFor();
  await walk.screens.look(person, 'today-silent');
  await line.getByRole('button', { name: t('silent.nudge', { name: etienne.name }) }).click();
  await person.sees(says('silent.nudged', { when: '' }));
  expect_equal(await line.getByRole('button').count(), 0, 'who was reminded today is not reminded again');
}

/** She looks after supporters: a board of her own, and nothing that people answered. */
async function supervise(walk) {
  const link = await staff_link(walk, supervisor, '--role', 'supervisor', '--programme', 'reachout');
  const person = await Person.arrive(walk, supervisor.name);
  await set_up(walk, person, supervisor, link, false);
  await person.is_at(/^\/staff\/[^/]+$/);
  await person.sees_heading(t('today.title'));
  await walk.screens.look(person, 'supervisor-today');
  await person.go(`/staff/${walk.programme}/people`);
  await person.sees(ana.name);
  await walk.screens.look(person, 'supervisor-people');
  const words = await person.page.locator('main').innerText();
  const told = [ana.full_name, ana.email, t('list.reach')].filter((each) => words.includes(each));
  expect_equal(told, [], 'the names that people show, and nothing of how to reach them');
  await person.leave();
}

async function print_letters(walk) {
  const person = walk.coordinator;
  await person.go(`/staff/${walk.programme}`);
  await person.follow(t('paper.open'));
  await person.sees_heading(t('paper.title'));
  await person.sees(t('paper.to', { name: etienne.name }));
  await walk.screens.look(person, 'letters-to-print');
  const words = await person.page.locator('article').first().innerText();
  expect(!/diabet|insulin|sensor/i.test(words), `no health detail on paper: ${words}`);
  await person.press(t('paper.all_sent'));
  await person.sees(t('paper.none'));
  await walk.screens.look(person, 'letters-printed');
}

async function end_together(walk) {
  const person = walk.ana;
  await person.go('/');
  await person.page.locator('main a[href="/together"]').click();
  await person.is_at('/together');
  await person.sees_heading(etienne.name);
  await walk.screens.look(person, 'together');
  await person.press(t('together.finish'));
  await person.sees(t('together.change_mind'));
  await walk.screens.look(person, 'together-said');
  const { body } = await person.ask('/api/me/pairs');
  expect_equal(body.items.map((each) => each.own_wish), ['finish'], 'her wish');
}

const clock = (person, sentence) => person.page.getByRole('article').filter({ has: person.heading(sentence) });

async function clocks(walk) {
  const person = walk.coordinator;
  await open_record(walk, ana, 'To see what is due for her');
  await person.sees_heading(t('clocks.title'));
  await walk.screens.look(person, 'person-clocks');
  await person.press(t('clocks.add'));
  await person.fill(t('clocks.words'), 'Send her the leaflet about nights');
  const day = new Date(Date.now() + 5 * 24 * 3600_000).toISOString().slice(0, 10);
  await person.fill(t('clocks.date'), day);
  await walk.screens.look(person, 'person-clocks-add');
  await person.page.getByRole('button', { name: t('clocks.add') }).last().click();
  await person.press(says('clocks.show_all', { count: '' }));
  const own = clock(person, /leaflet about nights/);
  await own.waitFor();
  await own.getByRole('button', { name: t('clocks.snooze') }).click();
  const due = () => person.ask(`/api/programmes/${walk.programme}/people/${walk.ids[ana.full_name]}/clocks`);
  await until('it comes a week later', async () => (await due()).body.items.some((each) => each.changes.some((change) => change.what === 'snoozed')));
  await own.getByRole('button', { name: t('clocks.skip') }).click();
  await own.getByLabel(t('clocks.reason')).fill('She has it already');
  await own.getByRole('button', { name: t('clocks.skip') }).click();
  await until('it is gone', async () => (await own.count()) === 0);
}

export async function following(walk) {
  const { report } = walk;
  await report.must('the talk of the two is known', async () => {
    const { body } = await walk.etienne.ask('/api/me/pairs');
    walk.talk = body.items.find((each) => each.other_name === ana.name).conversation_id;
  });
  await report.step('a supporter notes a call in a few taps', () => note_contact(walk));
  await report.step('a supporter chooses paper and quiet hours', () => choose_how_to_be_told(walk));
  await report.must('weeks go by', () => weeks_go_by(walk));
  await report.step('a question in a letter is answered without signing in, once', () => answer(walk));
  await report.step('the coordinator sees who went silent, and reminds kindly', () => silent(walk));
  await report.step('a supervisor comes to a board of her own, and to nobody’s answers', () => supervise(walk));
  await report.step('letters on paper are printed and ticked off', () => print_letters(walk));
  await report.step('near the end she says what she would like next', () => end_together(walk));
  await report.step('the coordinator sees what will happen to her and why, adds to it, moves it and takes it away', () => clocks(walk));
}
