import { expect, expect_equal } from '../../report.mjs';
import { letter, six_digits } from '../letters.mjs';
import { ana } from '../people.mjs';
import { Person } from '../person.mjs';
import { says, t } from '../texts.mjs';
import { until } from '../waiting.mjs';

const most_bytes = 100 * 1024;
const slow_line = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

async function second_device(walk) {
  const person = await Person.arrive(walk, 'Ana’s other phone');
  await person.go('/sign-in');
  await person.fill(t('sign_in.address'), ana.email);
  await person.press(t('sign_in.send_code'));
  await person.sees_heading(t('sign_in.code_title'));
  await walk.screens.look(person, 'sign-in-code');
  await person.fill(t('sign_in.code'), await letter(walk.administrator, ana.email, six_digits));
  await person.press(t('sign_in.come_in'));
  await person.is_at('/');
  await person.page.locator('.sentence').waitFor();
  walk.other_phone = person;
}

/** As on a phone that never saw Kith: no cache, no service worker. */
async function first_visit(person) {
  const devtools = await person.context.newCDPSession(person.page);
  await devtools.send('Network.enable');
  await devtools.send('Network.clearBrowserCache');
  await devtools.send('Network.setBypassServiceWorker', { bypass: true });
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  return devtools;
}

async function first_load(walk) {
  const person = walk.other_phone;
  const devtools = await first_visit(person);
  let bytes = 0;
  const parts = new Map();
  devtools.on('Network.responseReceived', ({ requestId, response }) => parts.set(requestId, new URL(response.url).pathname));
  const sizes = [];
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    sizes.push([encodedDataLength, parts.get(requestId)]);
  });
  await person.page.goto('about:blank');
  await person.go('/');
  await person.page.locator('.sentence').waitFor();
  await person.page.waitForLoadState('networkidle');
  walk.note(`first load of the participant’s home: ${bytes} bytes over the wire in ${sizes.length} answers`);
  const largest = sizes.sort((a, b) => b[0] - a[0]).slice(0, 6).map(([size, path]) => `${path} ${size}`);
  expect(bytes > 10_000 && bytes <= most_bytes, `${bytes} bytes; the largest: ${largest.join(', ')}`);
  await devtools.detach();
}

async function slow(walk) {
  const person = walk.other_phone;
  const devtools = await first_visit(person);
  await devtools.send('Network.emulateNetworkConditions', slow_line);
  const started = Date.now();
  await person.page.goto(`${walk.server.origin}/`, { timeout: 60_000 });
  await person.page.locator('.sentence').waitFor({ timeout: 60_000 });
  walk.note(`at 400 kbit/s and 400 ms, empty cache: home shows its next step after ${Date.now() - started} ms`);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await devtools.detach();
}

async function by_keyboard(walk) {
  const { page } = walk.other_phone;
  await walk.other_phone.go('/');
  const main_action = page.locator('.card.step a.button').first();
  await main_action.waitFor();
  const target = new URL(await main_action.getAttribute('href'), walk.server.origin).pathname;
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.classList.contains('skip')), 'the first stop skips to the main part');
  await page.keyboard.press('Enter');
  for (let at = 0; at < 5; at += 1) {
    await page.keyboard.press('Tab');
    if (await main_action.evaluate((each) => each === document.activeElement)) break;
  }
  expect(await main_action.evaluate((each) => each === document.activeElement && each.matches(':focus-visible')), 'the main action is reached and shows it');
  await page.keyboard.press('Enter');
  await walk.other_phone.is_at(target);
}

async function in_french(walk) {
  const person = walk.other_phone;
  await person.go('/');
  await person.page.getByRole('button', { name: 'Français' }).click();
  await person.page.locator('nav').getByRole('link', { name: t('nav.home', {}, 'fr') }).waitFor();
  await until('the page says its language', () => person.page.evaluate(() => document.documentElement.lang === 'fr'));
  await person.go('/choose');
  await person.sees_heading(says('library.title', {}, 'fr'));
  const { body } = await person.ask(`/api/guide?programme=reachout&language=fr`);
  expect_equal(body.language, 'fr', 'the guide');
  await walk.screens.look(person, 'choose-french');
  await person.go('/');
  await person.page.locator('.sentence').waitFor();
  const sentence = await person.page.locator('.sentence').innerText();
  expect(/[éèêàç’]|vous|votre/i.test(sentence) && !/\b(you|your|the)\b/i.test(sentence), `the next step in French: ${sentence}`);
  await walk.screens.look(person, 'home-french');
  await person.page.getByRole('button', { name: 'English' }).click();
  await person.page.locator('nav').getByRole('link', { name: t('nav.home') }).waitFor();
}

async function free_on_tuesdays(walk) {
  const person = walk.ana;
  await person.go('/me/profile');
  await person.page.getByRole('group', { name: 'morning' }).getByRole('checkbox', { name: 'Tue' }).check();
  await person.press(t('action.save'));
  await person.sees(t('profile.saved'));
  const { body } = await person.ask(`/api/me/profile?programme=${walk.programme}`);
  const { value } = body.fields.find((each) => each.kind === 'availability');
  expect_equal([...value].sort(), ['mon evening', 'sat morning', 'tue morning', 'wed evening'], 'when she is free');
}

async function own_pages(walk) {
  for (const path of ['/me', '/me/profile', '/me/privacy', '/me/taking-part', '/me/devices', '/matches']) {
    await walk.ana.go(path);
    await walk.ana.page.locator('main h1').waitFor();
    await walk.screens.look(walk.ana, path.slice(1).replaceAll('/', '-'));
  }
  await free_on_tuesdays(walk);
  await walk.ana.go('/nowhere');
  await walk.ana.page.getByRole('link', { name: t('action.go_home') }).waitFor();
  await walk.screens.look(walk.ana, 'not-here');
  await walk.etienne.go('/me/room');
  await walk.etienne.page.locator('#capacity').waitFor();
  await walk.screens.look(walk.etienne, 'me-room');
  await walk.etienne.go('/');
  await walk.etienne.page.locator('.sentence').waitFor();
  await walk.screens.look(walk.etienne, 'home-supporter');
}

export async function lightness(walk) {
  const { report } = walk;
  await report.must('a second phone comes in with a six-digit code', () => second_device(walk));
  await report.step('the first load of her home is at most 100 KB over the wire', () => first_load(walk));
  await report.step('her home is usable at 400 kbit/s and 400 ms', () => slow(walk));
  await report.step('the main action is reached and pressed by keyboard', () => by_keyboard(walk));
  await report.step('the app speaks French', () => in_french(walk));
  await report.step('her own pages', () => own_pages(walk));
}
