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
