import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Requests of service workers are reported like those of pages (promise V4).
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];
// Chromium's own services, which it calls whatever page is open; the app's requests are heard one by one besides.
const of_the_browser = /(^|\.)(google|googleapis|gstatic|gvt1)\.com$/;
const phone = { width: 390, height: 844 };
// Bounds, not waits: a busy machine may take its time.
const patience_ms = 45_000;

/** Real browsers, each with a profile of its own; what they ask for and complain about is written down. */
export class Browsers {
  foreign = [];
  complaints = [];
  dialogs = [];
  open = [];
  requests = 0;

  constructor(origin) {
    this.origin = origin;
  }

  /** Everything meant for another machine ends at a wall that only notes where it was going. */
  async begin() {
    this.wall = createServer((asked, answer) => {
      this.note_foreign(new URL(asked.url).hostname);
      answer.writeHead(403).end();
    });
    this.wall.on('connect', (asked, socket) => {
      this.note_foreign(asked.url.replace(/:\d+$/, ''));
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    this.wall.listen(0, '127.0.0.1');
    await once(this.wall, 'listening');
  }

  note_foreign(host) {
    if (!of_the_browser.test(host)) this.foreign.push(`through the proxy: ${host}`);
  }

  async person_context({ viewport = phone, locale = 'en-CA' } = {}) {
    const profile = await mkdtemp(join(tmpdir(), 'kith-browser-'));
    const walled = [...args, `--proxy-server=http://127.0.0.1:${this.wall.address().port}`, '--proxy-bypass-list=127.0.0.1'];
    const options = { executablePath, args: walled, viewport, locale, timezoneId: 'America/Vancouver', reducedMotion: 'reduce' };
    const context = await chromium.launchPersistentContext(profile, { ...options, headless: true, timeout: 60_000 });
    context.setDefaultTimeout(patience_ms);
    context.setDefaultNavigationTimeout(patience_ms * 2);
    this.listen(context);
    this.open.push({ context, profile });
    return { context, profile, page: context.pages()[0] ?? (await context.newPage()) };
  }

  listen(context) {
    context.on('request', (request) => {
      this.requests += 1;
      const url = new URL(request.url());
      const inside = ['data:', 'blob:', 'about:', 'chrome:'].includes(url.protocol) || url.origin === this.origin;
      if (!inside) this.foreign.push(request.url());
    });
    context.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      void dialog.dismiss().catch(() => undefined);
    });
    context.on('console', (message) => {
      const text = message.text();
      if (/Content.Security.Policy|Trusted ?Type/i.test(text)) this.complaints.push(`${message.page()?.url()}: ${text}`);
    });
    context.on('weberror', (error) => this.complaints.push(`${error.page()?.url()}: ${error.error().stack ?? error.error()}`));
  }

  /** Closes one and leaves its profile on disk for a look inside. */
  async close(context) {
    await context.close().catch(() => undefined);
  }

  async end() {
    for (const { context, profile } of this.open) {
      await this.close(context);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    }
    this.wall?.close();
  }
}
