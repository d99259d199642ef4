import { Offline, Problem, problem_from } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `idempotency_key`: the same key with the same body gives the same answer, so a try can be repeated safely. */
export interface CallOptions {
  idempotency_key?: string;
  signal?: AbortSignal;
  keepalive?: boolean;
  timeout_ms?: number;
}

const patience_ms = 30_000;

let csrf = '';
let language = '';
let on_signed_out: () => void = () => {};
let renew_csrf: () => Promise<void> = async () => {};

export function set_csrf(token: string): void {
  csrf = token;
}

export function set_wire_language(tag: string): void {
  language = tag;
}

/** What to do when the server no longer knows this browser, and how to fetch a fresh anti-forgery token. */
export function set_session_hooks(signed_out: () => void, renew: () => Promise<void>): void {
  on_signed_out = signed_out;
  renew_csrf = renew;
}

/** The one door to the server. Throws Problem when it says no and Offline when it cannot be reached. */
export async function call<Answer>(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer> {
  try {
    return await once<Answer>(method, path, body, options);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.status === 401) on_signed_out();
    if (!is_stale_csrf(cause)) throw cause;
    await renew_csrf();
    return once<Answer>(method, path, body, options);
  }
}

export const get = <Answer>(path: string, options?: CallOptions) => call<Answer>('GET', path, undefined, options);
export const post = <Answer>(path: string, body: unknown = {}, options?: CallOptions) => call<Answer>('POST', path, body, options);
export const put = <Answer>(path: string, body: unknown, options?: CallOptions) => call<Answer>('PUT', path, body, options);
export const remove = <Answer>(path: string, options?: CallOptions) => call<Answer>('DELETE', path, undefined, options);

/** Builds a query string, leaving out what is empty. */
export function query(values: Record<string, string | number | undefined>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') parts.set(name, String(value));
  }
  const text = parts.toString();
  return text ? `?${text}` : '';
}

async function once<Answer>(method: Method, path: string, body: unknown, options: CallOptions): Promise<Answer> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), options.timeout_ms ?? patience_ms);
  const stop = () => waiting.abort();
  options.signal?.addEventListener('abort', stop);
  try {
    const response = await reach(method, path, body, options, waiting.signal);
    if (!response.ok) throw await problem_from(response);
    return await whole_answer<Answer>(response);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

/** An answer that was cut off on its way is none: half of it must neither be shown nor kept. */
async function whole_answer<Answer>(response: Response): Promise<Answer> {
  try {
    const text = response.status === 204 ? '' : await response.text();
    return (text === '' ? {} : JSON.parse(text)) as Answer;
  } catch {
    throw new Offline();
  }
}

async function reach(method: Method, path: string, body: unknown, options: CallOptions, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: headers_for(method, body, options),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      keepalive: options.keepalive ?? false,
      signal
    });
  } catch {
    throw new Offline();
  }
}

function headers_for(method: Method, body: unknown, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (language) headers['Accept-Language'] = language;
  if (method !== 'GET' && csrf) headers['X-Kith-Csrf'] = csrf;
  if (options.idempotency_key) headers['Idempotency-Key'] = options.idempotency_key;
  return headers;
}

function is_stale_csrf(problem: Problem): boolean {
  return problem.status === 403 && problem.code.includes('csrf');
}
