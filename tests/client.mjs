import { Agent, request } from 'node:http';

const longest_answer_ms = 15_000;

/** The server said no. A lost line is any other error. */
export class Refused extends Error {
  constructor(status, body, wait_s) {
    super(`${status} ${body.code ?? ''} ${body.detail ?? ''}`);
    this.status = status;
    /** Seconds the server asked to wait, or 0. */
    this.wait_s = wait_s;
  }
}

/** One signed-in person; each lane is a connection of its own, kept alive. */
export class Client {
  cookie = '';
  csrf = '';

  /** `address` is the one of this machine's that the server sees them come from. */
  constructor(origin, address = '127.0.0.1') {
    this.origin = origin;
    this.address = address;
    this.agents = new Map();
  }

  get(path, lane = 0) {
    return this.call('GET', path, undefined, lane);
  }

  post(path, body, lane = 0) {
    return this.call('POST', path, body, lane);
  }

  put(path, body, lane = 0) {
    return this.call('PUT', path, body, lane);
  }

  /** Signs in with the link that the server printed. */
  async come_in(link) {
    await this.post('/api/sign-in/link', { token: decodeURIComponent(new URL(link).hash.slice(1)) });
    await this.renew();
  }

  async renew() {
    const session = await this.get('/api/session');
    if (!session.signed_in) throw new Error('the session did not survive');
    this.csrf = session.csrf;
    this.session = session;
  }

  /** Forgets the connections, as after a crash of the other side. */
  hang_up() {
    for (const agent of this.agents.values()) agent.destroy();
    this.agents.clear();
  }

  agent(lane) {
    if (!this.agents.has(lane)) this.agents.set(lane, new Agent({ keepAlive: true, maxSockets: 1, localAddress: this.address }));
    return this.agents.get(lane);
  }

  call(method, path, body, lane) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { accept: 'application/json', origin: this.origin };
    if (text !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    if (this.cookie) headers.cookie = this.cookie;
    if (this.csrf) headers['x-kith-csrf'] = this.csrf;
    return new Promise((resolve, reject) => {
      const asking = request(this.origin + path, { method, headers, agent: this.agent(lane), timeout: longest_answer_ms }, (answer) => {
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => this.take(answer, Buffer.concat(pieces).toString(), resolve, reject));
        answer.on('close', () => answer.complete || reject(new Error('the answer broke off')));
      });
      asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
      asking.on('error', reject);
      asking.end(text);
    });
  }

  take(answer, text, resolve, reject) {
    for (const each of answer.headers['set-cookie'] ?? []) this.cookie = each.split(';')[0];
    try {
      const body = text ? JSON.parse(text) : {};
      if (answer.statusCode < 300) resolve(body);
      else reject(new Refused(answer.statusCode, body, Number(answer.headers['retry-after'] ?? 0)));
    } catch (cause) {
      reject(cause);
    }
  }
}
