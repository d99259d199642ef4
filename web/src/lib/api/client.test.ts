import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, get, post, query, set_csrf, set_session_hooks } from './client';
import { Offline, Problem } from './problem';

const answers: (Response | Error)[] = [];
const sent: { path: string; init: RequestInit }[] = [];

async function answer_in_turn(path: string, init: RequestInit): Promise<Response> {
  sent.push({ path, init });
  const answer = answers.shift() ?? new Response('{}');
  if (answer instanceof Error) throw answer;
  return answer;
}

vi.stubGlobal('fetch', answer_in_turn);

const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
const header = (name: string) => new Headers(sent.at(-1)?.init.headers).get(name);

afterEach(() => {
  vi.stubGlobal('fetch', answer_in_turn);
  answers.length = 0;
  sent.length = 0;
  set_csrf('');
  set_session_hooks(
    () => {},
    async () => {}
  );
});

describe('call', () => {
  it('sends the anti-forgery token and the key only where they belong', async () => {
    set_csrf('secret');
    await get('/api/x');
    expect(header('X-Kith-Csrf')).toBeNull();
    await post('/api/x', { a: 1 }, { idempotency_key: 'k' });
    expect([header('X-Kith-Csrf'), header('Idempotency-Key'), sent.at(-1)?.init.body]).toEqual(['secret', 'k', '{"a":1}']);
  });

  it('never lets the browser store an answer', async () => {
    await get('/api/x');
    expect(sent[0]?.init.cache).toBe('no-store');
  });

  it('turns a problem into its code, words and fields', async () => {
    answers.push(problem(422, { code: 'people.invalid', detail: 'Please check.', errors: [{ field: 'a', code: 'c', message: 'm' }], request_id: 'r' }, { 'Retry-After': '7' }));
    const cause = await get('/api/x').catch((error: unknown) => error);
    expect(cause).toBeInstanceOf(Problem);
    expect(cause).toMatchObject({ status: 422, code: 'people.invalid', detail: 'Please check.', retry_after_seconds: 7, errors: [{ field: 'a', message: 'm' }] });
  });

  it('gives a problem for an answer that is no problem+json', async () => {
    answers.push(new Response('<html>', { status: 502 }));
    await expect(get('/api/x')).rejects.toMatchObject({ status: 502, code: 'http.502' });
  });

  it('says offline when nothing can be reached', async () => {
    answers.push(new TypeError('failed'));
    await expect(get('/api/x')).rejects.toBeInstanceOf(Offline);
  });

  it('says offline when an answer is cut off, rather than giving half of it', async () => {
    const broken = new ReadableStream({
      start(line) {
        line.enqueue(new TextEncoder().encode('{"items":['));
        line.error(new TypeError('network error'));
      }
    });
    answers.push(new Response(broken), new Response('{"items":['));
    await expect(get('/api/x')).rejects.toBeInstanceOf(Offline);
    await expect(get('/api/x')).rejects.toBeInstanceOf(Offline);
  });

  it('takes an answer without words for an empty one', async () => {
    answers.push(new Response(null, { status: 204 }), new Response(''));
    expect([await post('/api/x'), await post('/api/x')]).toEqual([{}, {}]);
  });

  it('stops waiting in the middle of an answer too', async () => {
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      const slow = new ReadableStream({ start: (line) => init.signal?.addEventListener('abort', () => line.error(new DOMException('stopped', 'AbortError'))) });
      return new Response(slow);
    });
    await expect(get('/api/x', { timeout_ms: 5 })).rejects.toBeInstanceOf(Offline);
  });

  it('tells the session when the server no longer knows it', async () => {
    const over = vi.fn();
    set_session_hooks(over, async () => {});
    answers.push(problem(401, { code: 'accounts.unauthenticated' }));
    await expect(get('/api/x')).rejects.toBeInstanceOf(Problem);
    expect(over).toHaveBeenCalledOnce();
  });

  it('renews a stale token once, and only once', async () => {
    const renew = vi.fn(async () => set_csrf('new'));
    set_session_hooks(() => {}, renew);
    answers.push(problem(403, { code: 'kernel.csrf' }), new Response('{"ok":true}'));
    expect(await call('POST', '/api/x', {})).toEqual({ ok: true });
    expect(header('X-Kith-Csrf')).toBe('new');
    answers.push(problem(403, { code: 'kernel.csrf' }), problem(403, { code: 'kernel.csrf' }));
    await expect(call('POST', '/api/x', {})).rejects.toBeInstanceOf(Problem);
    expect(renew).toHaveBeenCalledTimes(2);
  });
});

describe('query', () => {
  it('leaves out what is empty and escapes the rest', () => {
    expect(query({ a: 'x y&', b: '', c: undefined, d: 0 })).toBe('?a=x+y%26&d=0');
    expect(query({})).toBe('');
  });
});
