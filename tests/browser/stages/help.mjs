import { expect, expect_equal } from '../../report.mjs';
import { t } from '../texts.mjs';
import { until } from '../waiting.mjs';

const own_pages = ['/', '/choose', '/requests', '/matches', '/messages', '/me', '/me/profile', '/me/privacy', '/me/taking-part', '/me/seen', '/me/devices', '/help'];

async function numbers_shown(person) {
  await person.page.getByRole('link', { name: t('crisis.need_help') }).first().click();
  const dialog = person.page.getByRole('dialog');
  await dialog.waitFor();
  const calls = await dialog.locator('a[href^="tel:"]').evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  expect(calls.includes('tel:911') && calls.includes('tel:988'), `the numbers of the country: ${calls.join(', ')}`);
  const reachable = await dialog.locator('a[href^="tel:"]').first().evaluate((each) => each.getBoundingClientRect().height >= 44);
  expect(reachable, 'large enough to press');
}

async function every_page(walk) {
  for (const path of own_pages) {
    await walk.ana.go(path);
    await walk.ana.page.locator('h1').first().waitFor();
    await numbers_shown(walk.ana);
    if (path === '/') await walk.screens.look(walk.ana, 'crisis');
    await walk.ana.press(t('action.close'));
  }
}

async function offline(walk) {
  const person = walk.ana;
  await person.go('/');
  await person.page.locator('.sentence').waitFor();
  await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await person.context.setOffline(true);
  try {
    await person.page.reload();
    await person.page.locator('.sentence').waitFor();
    await person.sees(t('state.offline'));
    let asked = 0;
    const count = () => (asked += 1);
    person.context.on('request', count);
    await numbers_shown(person);
    person.context.off('request', count);
    expect_equal(asked, 0, 'requests for the numbers');
    await walk.screens.look(person, 'crisis-offline');
  } finally {
    await person.context.setOffline(false);
  }
}

async function leave_quickly(walk) {
  const person = walk.maria;
  await person.go('/');
  await person.page.locator('.sentence').waitFor();
  await person.press(t('leave.button'));
  await person.is_at('/soup.html');
  await person.page.goBack().catch(() => undefined);
  await until('Back does not return', () => /soup|about:blank/.test(person.page.url()));
  await person.go('/');
  await person.is_at('/sign-in');
}

export async function help(walk) {
  const { report } = walk;
  await report.step('the crisis numbers are one press away on every page', () => every_page(walk));
  await report.step('offline the numbers show with no request at all', () => offline(walk));
  await report.step('leaving quickly shows a harmless page, and Back does not return', () => leave_quickly(walk));
}
