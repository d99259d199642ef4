import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expect_equal } from '../../report.mjs';
import { ana, etienne, ruth } from '../people.mjs';
import { t } from '../texts.mjs';
import { open_record, said_yes } from './by_phone.mjs';
import { stopping } from './stopping.mjs';

// Said once in the walk, and kept nowhere that a later owner of the phone could read.
const canaries = ['marzipan-7731', 'Written on the train'];

async function new_match(walk) {
  const person = walk.ana;
  await person.go('/matches');
  await person.press(t('matches.someone_else'));
  await person.sees_heading(t('matches.someone_else_title'));
  await walk.screens.look(person, 'new-match');
  await person.page.getByRole('dialog').getByRole('button', { name: t('matches.someone_else') }).click();
  await person.is_at('/choose');
  await walk.etienne.go('/matches');
  await walk.etienne.sees_heading(t('matches.past'));
  const words = await walk.etienne.page.locator('main').innerText();
  expect(!/because|fault|blame|reject|refus|complain/i.test(words), `told kindly: ${words}`);
  await walk.screens.look(walk.etienne, 'matches-past');
}

async function closed(walk) {
  await walk.etienne.go('/messages');
  await walk.etienne.page.getByRole('link', { name: new RegExp(ana.name) }).first().click();
  await walk.etienne.sees(t('talk.closed'));
  await walk.screens.look(walk.etienne, 'conversation-closed');
}

async function block(walk) {
  const person = walk.ana;
  await person.press(t('library.choose_name', { name: ruth.name }));
  await person.follow(t('action.continue'));
  await person.press(t('ask.send', { name: ruth.name }));
  await person.is_at('/requests');
  await open_record(walk, ana, 'Ruth rang with her answer');
  await said_yes(walk, ruth);
  await person.go('/messages');
  await person.page.getByRole('link', { name: new RegExp(ruth.name) }).first().click();
  await person.page.locator('summary', { hasText: t('talk.more') }).click();
  await walk.screens.look(person, 'conversation-more');
  await person.press(t('talk.block', { name: ruth.name }));
  await person.sees(t('talk.block_help', { name: ruth.name }));
  await walk.screens.look(person, 'block');
  await person.page.getByRole('dialog').getByRole('button', { name: t('talk.block', { name: ruth.name }) }).click();
  await person.sees(t('talk.closed'));
  const { body } = await person.ask(`/api/me/library?programme=${walk.programme}`);
  const names = [...body.cards, ...body.nearest].map((each) => each.display_name);
  expect(!names.includes(ruth.name), `never shown again: ${names.join(', ')}`);
}

async function everywhere(walk) {
  await walk.other_phone.go('/messages');
  await walk.other_phone.sees(etienne.name);
  await walk.ana.go('/me/devices');
  await walk.ana.press(t('devices.everywhere'));
  await walk.screens.look(walk.ana, 'sign-out-everywhere');
  await walk.ana.page.getByRole('dialog').getByRole('button', { name: t('devices.everywhere') }).click();
  await walk.ana.is_at('/sign-in');
  expect_equal((await walk.other_phone.ask('/api/me/conversations')).status, 401, 'the other phone');
  await walk.other_phone.go('/messages');
  await walk.other_phone.is_at('/sign-in');
}

/** Everything the browser's page can still read. */
function leavings(page) {
  return page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const path = new URL(request.url).pathname;
        if (path.startsWith('/api/') && path !== '/api/crisis') found.push(`cached: ${path}`);
        found.push(await (await cache.match(request)).text());
      }
    }
    const databases = (await indexedDB.databases()).map((each) => each.name);
    return { databases, text: found.join('\n') };
  });
}

async function nothing_left(walk) {
  const { databases, text } = await leavings(walk.ana.page);
  expect(!databases.includes('kith'), `databases that stayed: ${databases.join(', ')}`);
  for (const canary of [...canaries, etienne.name, 'cached: ']) expect(!text.includes(canary), `“${canary}” can still be read`);
}

/** Every file of the closed browser's profile, as bytes. */
async function profile_is_clean(walk) {
  await walk.ana.leave();
  const found = [];
  for (const entry of await readdir(walk.ana.profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    for (const canary of [...canaries, etienne.name, ruth.name]) {
      const there = bytes.includes(canary, 0, 'utf8') || bytes.includes(canary, 0, 'utf16le');
      if (there && !is_of_the_browser(path, canary)) found.push(`${canary} in ${path.slice(walk.ana.profile.length)}`);
    }
  }
  expect_equal(found, [], 'left on the disk');
}

// "Ruth" is a common word in the browser's own dictionaries and lists.
const is_of_the_browser = (path, canary) => canary === ruth.name && !/History|Sessions|IndexedDB|Service Worker|Local Storage|Session Storage|Web Data/.test(path);

export async function endings(walk) {
  const { report } = walk;
  await report.must('a new match is one press, and the other is told kindly', () => new_match(walk));
  await report.step('the old conversation can be read and no longer written to', () => closed(walk));
  await report.step('after a block the two never see each other again', () => block(walk));
  await stopping(walk);
  await report.step('signing out everywhere closes the other phone', () => everywhere(walk));
  await report.step('after signing out nothing can be read from the browser’s stores', () => nothing_left(walk));
  await report.step('after signing out no word is left in the browser’s files', () => profile_is_clean(walk));
}
