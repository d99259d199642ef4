import { expect, expect_equal } from '../../report.mjs';
import { t } from '../texts.mjs';
import { until } from '../waiting.mjs';

const title = t('told.title', { device: t('told.computer') });
const notice = { title: 'Kith', body: 'Something new is waiting for you.', path: '/messages', tag: 'one' };

/** The browser's own push service is another machine, which this walk never asks: the page gets what it would give. */
function play_push_service() {
  const subscription = {
    unsubscribe: async () => true,
    toJSON: () => ({
      endpoint: 'https://fcm.googleapis.com/fcm/send/walk',
      keys: { p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', auth: 'BTBZMqHH6r4Tts7J_aSIgg' }
    })
  };
  PushManager.prototype.subscribe = async () => subscription;
  PushManager.prototype.getSubscription = async () => null;
}

async function says_no(walk) {
  const person = walk.other_phone;
  await person.page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => window.__permission ?? 'denied', configurable: true }));
  await person.go('/me/notices');
  await person.page.getByRole('link', { name: title }).click();
  await person.sees_heading(title);
  await person.sees(t('told.denied'));
  await walk.screens.look(person, 'told-denied');
}

async function asks_to_be_told(walk) {
  const person = walk.other_phone;
  await person.context.grantPermissions(['notifications'], { origin: walk.server.origin });
  await person.page.addInitScript(() => {
    window.__permission = 'granted';
    Notification.requestPermission = async () => 'granted';
  });
  await person.page.addInitScript(play_push_service);
  await person.go('/me/notices/phone');
  await person.button(t('told.turn_on', { device: t('told.computer') })).waitFor();
  await walk.screens.look(person, 'told-ask');
  await person.press(t('told.turn_on', { device: t('told.computer') }));
  await person.button(t('told.turn_off', { device: t('told.computer') })).waitFor();
  await walk.screens.look(person, 'told-on');
  await person.go('/me/notices');
  await person.sees(t('notices.push'));
  await walk.screens.look(person, 'notices-told');
  expect_equal((await person.ask('/api/me/notices')).body.way, 'push', 'her way');
}

/** Delivered by the browser as if its push service had sent it. */
async function deliver(walk, data) {
  const { context, page } = walk.other_phone;
  const devtools = await context.newCDPSession(page);
  const registered = new Promise((found) => devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const own = registrations.find((each) => !each.isDeleted && each.scopeURL.startsWith(walk.server.origin));
    if (own) found(own.registrationId);
  }));
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: walk.server.origin, registrationId: await registered, data });
  await devtools.detach();
}

const shown = (person) =>
  person.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, path: data.path, tag }));
  });

async function is_told(walk) {
  const person = walk.other_phone;
  await person.go('/');
  await person.page.locator('.sentence').waitFor();
  await is_shown(walk, JSON.stringify(notice), notice.tag);
  expect_equal(await shown(person), [notice], 'what stands on the screen');
  await is_shown(walk, JSON.stringify({ ...notice, tag: 'two', path: 'https://evil.test/x' }), 'two');
  const other = (await shown(person)).find((each) => each.tag === 'two');
  expect_equal(other.path, '/', 'no page elsewhere is ever opened');
  await is_shown(walk, 'not to be read', 'kith');
}

/** Delivered until it is there, as a push service would: what comes while the worker is being exchanged is lost. */
async function is_shown(walk, data, tag) {
  await until(`the notice ${tag} is shown`, async () => {
    await deliver(walk, data);
    return (await shown(walk.other_phone)).some((each) => each.tag === tag);
  });
}

/** A press on the notice, as the browser tells it to the worker. */
async function presses_it(walk) {
  const { context } = walk.other_phone;
  const worker = context.serviceWorkers()[0];
  expect(worker, 'the worker runs');
  const tabs = context.pages().length;
  await worker.evaluate(async () => {
    const [pressed] = await self.registration.getNotifications({ tag: 'one' });
    // Only a real press lets a worker bring its tab to the front; going there needs none.
    WindowClient.prototype.focus = async function () { return this; };
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification: pressed }));
  });
  await until('a tab shows it', () => context.pages().some((each) => new URL(each.url()).pathname === '/messages'));
  expect_equal(context.pages().length, tabs, 'the tab that was open is the one that shows it');
}

async function wants_no_more(walk) {
  const person = walk.other_phone;
  await person.go('/me/notices/phone');
  await person.press(t('told.turn_off', { device: t('told.computer') }));
  await person.button(t('told.turn_on', { device: t('told.computer') })).waitFor();
  expect_equal((await person.ask('/api/me/notices')).body.way, 'automatic', 'her way');
}

async function boards(walk) {
  await walk.coordinator.go(`/staff/${walk.programme}`);
  await walk.coordinator.follow(t('deliveries.open'));
  await walk.coordinator.sees_heading(t('deliveries.title'));
  await walk.coordinator.page.getByRole('list', { name: t('deliveries.counts') }).waitFor();
  await walk.screens.look(walk.coordinator, 'deliveries');
  await walk.administrator.go('/admin/letters');
  await walk.administrator.page.getByRole('list', { name: t('deliveries.counts') }).waitFor();
  await walk.screens.look(walk.administrator, 'letters-counted');
}

export async function telling(walk) {
  const { report } = walk;
  await report.step('a browser that was told no is met kindly', () => says_no(walk));
  await report.step('she asks to be told in this browser', () => asks_to_be_told(walk));
  await report.step('a push is shown, says nothing and opens nothing foreign', () => is_told(walk));
  await report.step('a press on it opens its page in the tab that is there', () => presses_it(walk));
  await report.step('she wants it no more', () => wants_no_more(walk));
  await report.step('coordinator and administrator see what was sent and what waits', () => boards(walk));
}
