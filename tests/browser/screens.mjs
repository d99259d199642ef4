import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, one_line } from '../report.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const axe_source = readFileSync(createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8');

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
const narrow = { width: 320, height: 568 };
// A 1280 px window at 200 % zoom lays out as 640 px.
const zoomed = { width: 640, height: 450 };
// A table of people is long, and the same all the way down.
const most_stops = 80;
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at every screen once: pictures, axe, width, words, and help within one press. Without a folder it looks at
 * none. `seen` holds the screens that were looked at before, so that a walk on the second database repeats none.
 */
export class Screens {
  constructor(report, folder, seen = new Set()) {
    Object.assign(this, { report, folder, seen });
  }

  async look(person, name) {
    if (!this.folder || this.seen.has(name)) return;
    this.seen.add(name);
    await this.report.step(`screen ${name}`, async () => {
      await mkdir(this.folder, { recursive: true });
      const before = person.page.viewportSize();
      try {
        const problems = await this.problems_at_rest(person.page, name);
        expect(problems.length === 0, problems.join('; '));
      } finally {
        await person.page.emulateMedia({ colorScheme: null }).catch(() => undefined);
        await person.page.setViewportSize(before).catch(() => undefined);
      }
    });
  }

  /** Looks again a second later when something is wrong: a screen is what it is at rest. The first look is printed. */
  async problems_at_rest(page, name) {
    const first = await this.problems(page, name).catch((cause) => [one_line(cause)]);
    if (first.length === 0) return [];
    this.report.print(`# ${name}, first look: ${first.join('; ')}`);
    await new Promise((later) => setTimeout(later, 1_000));
    return this.problems(page, name);
  }

  async problems(page, name) {
    const problems = [];
    for (const size of [phone, desk]) {
      await page.setViewportSize(size);
      await still(page);
      await page.screenshot({ path: join(this.folder, `${name}-${size.width}.png`), fullPage: true });
      problems.push(...(await axe(page, `at ${size.width} px`)), ...(await too_wide(page, size)), ...(await cut_off(page, size)));
    }
    problems.push(...(await broken_words(page)));
    await page.setViewportSize(phone);
    await still(page);
    problems.push(...(await out_of_reach(page)));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(phone);
    await still(page);
    problems.push(...(await axe(page, 'in the dark', ['color-contrast'])));
    await page.emulateMedia({ colorScheme: null });
    for (const size of [narrow, zoomed]) {
      await page.setViewportSize(size);
      await still(page);
      problems.push(...(await too_wide(page, size)), ...(await cut_off(page, size)));
    }
    if (!(await help_in_reach(page))) problems.push('no way to the crisis numbers in one press');
    return problems;
  }
}

/** Two frames on, whatever was changed is laid out and its transitions have begun. */
function drawn(page) {
  return page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}

/** Until nothing is being fetched for the first time and nothing moves; then from the top, where nothing lies under the header. */
async function still(page) {
  await drawn(page);
  await page.waitForFunction(() => {
    const waiting = document.querySelector('[aria-busy="true"], .skeleton');
    return document.readyState === 'complete' && !waiting && document.getAnimations().every((each) => each.playState !== 'running');
  });
  await page.evaluate(() => window.scrollTo(0, 0));
  await drawn(page);
}

async function axe(page, where, rules) {
  await page.evaluate(`window.axe ?? (() => { const module = undefined, define = undefined; ${axe_source} })()`);
  const options = rules ? { runOnly: { type: 'rule', values: rules } } : { runOnly: { type: 'tag', values: wcag } };
  const found = await page.evaluate((chosen) => window.axe.run(document, { ...chosen, resultTypes: ['violations'], preload: false }), options);
  return found.violations.map((each) => `axe ${where}: ${each.id} (${each.help}) at ${each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' and ')}`);
}

async function too_wide(page, { width }) {
  const over = await page.evaluate(() => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= window.innerWidth) return null;
    const widest = [...document.body.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1).slice(-1)[0];
    return `${root.scrollWidth} px wide, because of ${widest?.outerHTML.slice(0, 120)}`;
  });
  return over ? [`scrolls sideways at ${width} px: ${over}`] : [];
}

/** What lies beyond an edge that does not show it, apart from tables that are meant to be scrolled, and lines to type in. */
async function cut_off(page, { width }) {
  const boxes = await page.evaluate(() => {
    const hidden = [...document.body.querySelectorAll('*')].filter((each) => {
      if (each.matches('input, textarea, select, option, .scrolls, .visually-hidden, svg, svg *')) return false;
      return each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible';
    });
    return hidden.map((each) => `${each.outerHTML.slice(0, 80)} (${each.scrollWidth} px in ${each.clientWidth})`);
  });
  return boxes.map((each) => `cut off at ${width} px: ${each}`);
}

/** What can be pressed or typed in, in the order of the page; of radio buttons the one that the group is entered by. */
function mark_stops() {
  const dialog = document.querySelector('dialog[open]');
  const seen = new Set();
  window.__stops = [...(dialog ?? document).querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((each) => {
    if (each.disabled || each.tabIndex < 0 || !each.checkVisibility() || each.closest('[inert]')) return false;
    if (each.type !== 'radio') return true;
    const group = [...document.querySelectorAll('input[type=radio]')].filter((other) => other.name === each.name && other.form === each.form);
    const entry = group.find((other) => other.checked) ?? group[0];
    return each === entry && !seen.has(each.name) && seen.add(each.name);
  });
  window.__was_at = document.activeElement;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return window.__stops.length;
}

/** Which stop has the focus now, and what hides it whole, if anything does. */
function focused_stop() {
  const at = document.activeElement;
  const stop = window.__stops.indexOf(at);
  const box = at.getBoundingClientRect();
  if (stop < 0 || box.width < 4 || box.height < 4) return { stop };
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const over = points.map(([x, y]) => document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
  const hidden = over.every((each) => !each || !(at.contains(each) || each.contains(at) || [...(at.labels ?? [])].some((label) => label.contains(each))));
  return { stop, hidden: hidden && `${at.outerHTML.slice(0, 80)} under ${over[0]?.outerHTML.slice(0, 60)}` };
}

/** Goes through the page with Tab: what is never come to, and what has the focus where nobody can see it. */
async function out_of_reach(page) {
  const count = await page.evaluate(mark_stops);
  const reached = new Set();
  const problems = new Set();
  for (let press = 0; press < Math.min(count, most_stops) + 2; press += 1) {
    await page.keyboard.press('Tab');
    const { stop, hidden } = await page.evaluate(focused_stop);
    reached.add(stop);
    if (hidden) problems.add(`hidden while it has the focus: ${hidden}`);
  }
  const missed = await page.evaluate((numbers) => numbers.map((each) => window.__stops[each].outerHTML.slice(0, 100)),
    [...Array(Math.min(count, most_stops)).keys()].filter((each) => !reached.has(each)));
  await page.evaluate(() => window.__was_at?.focus?.({ preventScroll: true }));
  return [...problems, ...missed.map((each) => `not reached by Tab: ${each}`)];
}

/** Words that only a mistake in the program puts before people. */
async function broken_words(page) {
  const words = await page.evaluate(() => {
    const typed = [...document.querySelectorAll('input, textarea')].map((each) => each.value);
    return [document.body.innerText, ...typed].join('\n');
  });
  const found = words.match(/\[object Object\]|\bundefined\b|\bNaN\b|Invalid Date|\{[a-z_]+\}|.{0,20}[^.]\.\.(?=\s|$)/g) ?? [];
  return found.map((each) => `words that mean nothing: ${each}`);
}

function help_in_reach(page) {
  return page.evaluate(() => {
    if (document.querySelector('dialog[open]')) return true;
    const way = [...document.querySelectorAll('a[href="/help"], a[href^="tel:"]')].find((each) => each.getClientRects().length > 0);
    return Boolean(way);
  });
}
