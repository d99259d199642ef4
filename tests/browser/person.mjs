import { letter, six_digits } from './letters.mjs';
import { t } from './texts.mjs';

/** Someone at a browser: finds what is on the screen by its words and its role, as people do. */
export class Person {
  static async arrive(walk, name, options) {
    const person = new Person();
    Object.assign(person, { walk, name, ...(await walk.browsers.person_context(options)) });
    walk.people.push(person);
    return person;
  }

  go(path) {
    return this.page.goto(this.walk.server.origin + path);
  }

  /** Goes on inside the app, as a press on a link does, without loading it anew. */
  async follow(name) {
    await this.page.getByRole('link', { name }).first().click();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async press(name) {
    await this.button(name).first().click();
  }

  async fill(label, text) {
    await this.page.getByLabel(label, { exact: typeof label === 'string' }).fill(text);
  }

  async choose(name) {
    await this.page.getByRole('radio', { name }).first().check();
  }

  heading(name) {
    return this.page.getByRole('heading', { name });
  }

  async sees(text, options = {}) {
    const found = typeof text === 'string' || text instanceof RegExp ? this.page.getByText(text).first() : text;
    await found.waitFor({ state: 'visible', ...options });
  }

  async sees_heading(name) {
    await this.heading(name).first().waitFor({ state: 'visible' });
  }

  async is_at(path) {
    await this.page.waitForURL((url) => (typeof path === 'string' ? url.pathname === path : path.test(url.pathname)));
  }

  /** What the server answers this browser, with its own cookie. */
  ask(path, body) {
    return this.page.evaluate(
      async ([address, sent]) => {
        const headers = { accept: 'application/json' };
        if (sent !== undefined) {
          const session = await (await fetch('/api/session')).json();
          Object.assign(headers, { 'content-type': 'application/json', 'x-kith-csrf': session.csrf });
        }
        const answer = await fetch(address, { method: sent === undefined ? 'GET' : 'POST', headers, body: sent && JSON.stringify(sent) });
        const text = await answer.text();
        return { status: answer.status, body: text && answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
      },
      [path, body]
    );
  }

  /** Opens a letter's link and comes in. */
  async come_in(link) {
    await this.page.goto(link);
    await this.press(t('sign_in.come_in'));
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  /** By a code in a letter. */
  async sign_in(address) {
    await this.go('/sign-in');
    await this.fill(t('sign_in.address'), address);
    await this.press(t('sign_in.send_code'));
    await this.sees_heading(t('sign_in.code_title'));
    await this.fill(t('sign_in.code'), await letter(this.walk.administrator, address, six_digits));
    await this.press(t('sign_in.come_in'));
    await this.is_at('/');
  }

  async sign_out() {
    await this.go('/me');
    await this.press(t('me.sign_out'));
    await this.is_at('/sign-in');
  }

  async leave() {
    await this.walk.browsers.close(this.context);
  }
}
