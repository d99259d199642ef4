import { vi } from 'vitest';

export interface Sent {
  what: string;
  body: unknown;
  headers: Headers;
}

/** A server for tests: answers what was said for "METHOD /path", the last answer again and again. */
export class Wire {
  sent: Sent[] = [];
  private answers = new Map<string, (() => Response)[]>();
  private line = true;

  constructor() {
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.fetch(path, init));
  }

  /** What comes next for this request; with a status from 400 a refusal. */
  says(what: string, body: unknown, status = 200): this {
    const answers = this.answers.get(what) ?? [];
    answers.push(() => new Response(JSON.stringify(body), { status }));
    this.answers.set(what, answers);
    return this;
  }

  cut(): void {
    this.line = false;
  }

  mend(): void {
    this.line = true;
  }

  asked(start: string): string[] {
    return this.sent.map((each) => each.what).filter((what) => what.startsWith(start));
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const what = `${init.method} ${path}`;
    this.sent.push({ what, body: init.body ? JSON.parse(String(init.body)) : undefined, headers: new Headers(init.headers) });
    if (!this.line) throw new TypeError('no line');
    const answers = this.answers.get(what);
    const answer = answers && answers.length > 1 ? answers.shift() : answers?.[0];
    return answer ? answer() : new Response(JSON.stringify({ code: 'kernel.not_found', detail: `no answer for ${what}` }), { status: 404 });
  }
}
