import { expect, expect_equal } from '../../report.mjs';
import { ana, etienne } from '../people.mjs';
import { t } from '../texts.mjs';
import { until } from '../waiting.mjs';

// None of these may do anything but stand there as they were typed.
export const payloads = [
  '<script>window.__owned=1</script>',
  '<img src=x onerror="window.__owned=1">',
  '<svg/onload=window.__owned=1>',
  '"><iframe srcdoc="<script>parent.__owned=1</script>">',
  '{{constructor.constructor("window.__owned=1")()}}',
  '<a href="javascript:window.__owned=1">press</a>',
  'javascript:window.__owned=1',
  '<style>body{display:none}</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=window.__owned=1>',
  '\u202Etxt.exe <b>bold</b> &lt;i&gt; \u0000 \u2028 end'.replace('\u0000', '')
];

const log = (person) => person.page.getByRole('log');
const said = (person) => log(person).locator('.said').allInnerTexts();
const box = (person) => person.page.locator('#message');

export async function write(person, text) {
  await box(person).fill(text);
  await person.press(t('talk.send'));
  await until('the box is empty again', async () => (await box(person).inputValue()) === '');
}

const hears = (person, text) => log(person).locator('.said', { hasText: text }).first().waitFor();

async function both_ways(walk) {
  const marks = await Promise.all([walk.ana, walk.etienne].map((each) => each.page.evaluate(() => (window.__not_reloaded = true))));
  expect_equal(marks, [true, true], 'marked');
  await write(walk.etienne, 'Bonjour Ana, good to meet you.');
  await hears(walk.ana, 'Bonjour Ana');
  await write(walk.ana, 'Hello Étienne. How are your nights? marzipan-7731');
  await hears(walk.etienne, 'How are your nights');
  for (const each of [walk.ana, walk.etienne]) expect(await each.page.evaluate(() => window.__not_reloaded), 'nobody had to reload');
  await walk.screens.look(walk.ana, 'conversation');
}

async function while_offline(walk) {
  const { ana: person } = walk;
  await person.context.setOffline(true);
  await write(person, 'Written on the train, one.');
  await write(person, 'Written on the train, two.');
  await until('both wait', async () => (await log(person).getByText(t('talk.waiting')).count()) === 2);
  await walk.screens.look(person, 'conversation-offline');
  await person.page.reload();
  await hears(person, 'Written on the train, two.');
  await hears(person, 'How are your nights');
  expect_equal(await log(person).getByText(t('talk.waiting')).count(), 2, 'still waiting after the reload');
}

async function back_online(walk) {
  await walk.ana.context.setOffline(false);
  for (const each of [walk.etienne, walk.ana]) {
    await hears(each, 'Written on the train, two.');
    await until('nothing waits', async () => (await log(each).getByText(t('talk.waiting')).count()) === 0, 60_000);
    const train = (await said(each)).filter((text) => text.includes('on the train'));
    expect_equal(train, ['Written on the train, one.', 'Written on the train, two.'], 'each once, in order');
  }
}

async function warned(walk) {
  const { ana: person } = walk;
  await box(person).fill('Ring me on 250 555 0181, any time.');
  await person.press(t('talk.send'));
  await person.sees(new RegExp(t('talk.holds_phone')));
  expect(!(await said(walk.etienne)).some((text) => text.includes('0181')), 'nothing is sent before the answer');
  await walk.screens.look(person, 'conversation-warning');
  await person.press(t('talk.send_anyway'));
  await hears(walk.etienne, '250 555 0181');
}

async function links(walk) {
  await write(walk.etienne, 'This helped me: https://example.org/nights?a=1&b=2. And www.example.net (too).');
  const link = log(walk.ana).getByRole('link', { name: 'https://example.org/nights?a=1&b=2' });
  await link.waitFor();
  expect_equal(await link.getAttribute('href'), 'https://example.org/nights?a=1&b=2', 'the link');
  expect((await link.getAttribute('rel')).includes('noopener'), 'the other page gets no way back');
}

async function hostile(walk) {
  for (const payload of payloads) {
    await write(walk.etienne, payload);
    await hears(walk.ana, payload);
  }
  await walk.ana.page.reload();
  await hears(walk.ana, payloads.at(-1).slice(0, 10));
  const shown = await said(walk.ana);
  for (const payload of payloads) expect(shown.includes(payload), `shown as it was typed: ${payload}`);
  for (const each of [walk.ana, walk.etienne]) {
    expect(!(await each.page.evaluate(() => window.__owned)), 'something ran');
    expect_equal(await log(each).locator('script, img, iframe, style, svg[onload], form, [href^="javascript:"]').count(), 0, 'elements made of words');
  }
  expect_equal(walk.browsers.dialogs, [], 'dialogs');
  expect_equal(walk.browsers.complaints, [], 'complaints of the browsers');
}

async function report_message(walk) {
  const person = walk.ana;
  const bubble = log(person).locator('li.bubble').filter({ hasText: 'Bonjour Ana' });
  await bubble.getByRole('button', { name: t('report.this') }).click();
  await person.sees_heading(t('report.title'));
  await walk.screens.look(person, 'report');
  await person.press(t('report.send'));
  await person.sees(t('report.choose_level'));
  await person.choose(new RegExp(t('report.not_sure')));
  await person.fill(t('report.text'), 'I am not sure about this.');
  await person.press(t('report.send'));
  await person.sees_heading(t('report.thanks'));
  await walk.screens.look(person, 'report-thanks');
  await person.press(t('action.close'));
}

export async function talking(walk) {
  const { report } = walk;
  await report.must('messages go both ways, live, without a reload', () => both_ways(walk));
  await report.must('what is written offline waits and survives a reload', () => while_offline(walk));
  await report.must('back online each message arrives once, in order', () => back_online(walk));
  await report.step('a warning comes before a phone number is sent', () => warned(walk));
  await report.step('links can be followed', () => links(walk));
  await report.step('hostile text is only text: nothing runs, no dialog, no complaint', () => hostile(walk));
  await report.step('a message can be reported', () => report_message(walk));
  await report.step('the lists of conversations say who', async () => {
    for (const [person, other, name] of [[walk.ana, etienne, 'messages'], [walk.etienne, ana, 'messages-supporter']]) {
      await person.go('/messages');
      await person.sees(other.name);
      await walk.screens.look(person, name);
    }
  });
}
