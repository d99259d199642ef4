import 'fake-indexeddb/auto';
import '$lib/offline/test-crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keep, recall, recall_all } from '$lib/offline/store';
import { get, post } from './client';
import { choose_role, current_role, forget_session, is_offline, renew_session, role_key, session, sign_out } from './session.svelte';
import { Wire } from './test-wire';
import type { RoleView, SessionView } from './types';

const line = vi.hoisted(() => ({ started: 0, stopped: 0 }));
vi.mock('./live', () => ({ browser_live: () => ({ start: () => line.started++, stop: () => line.stopped++, hurry: () => {}, listen: () => () => {} }) }));

const role = (programme_id: string, name: RoleView['role'], state: RoleView['state']) => ({ programme_id, programme_name: programme_id, role: name, role_word: name, state }) as RoleView;
const ana = (more: Partial<SessionView> = {}): SessionView => ({
  signed_in: true,
  csrf: 'token',
  person_id: 'p1',
  display_name: 'Ana',
  language: 'en',
  second_factor: 'none',
  operator: false,
  roles: [role('old', 'participant', 'ended'), role('a', 'participant', 'invited'), role('b', 'supporter', 'active')],
  ...more
});
let wire: Wire;

beforeEach(async () => {
  await forget_session();
  Object.assign(line, { started: 0, stopped: 0 });
  wire = new Wire();
});

describe('the session', () => {
  it('takes the anti-forgery token from the answer and opens the line', async () => {
    wire.says('GET /api/session', ana()).says('POST /api/x', {});
    await renew_session();
    await post('/api/x');
    expect(wire.sent.at(-1)?.headers.get('x-kith-csrf')).toBe('token');
    expect([session().display_name, line.started, is_offline()]).toEqual(['Ana', 1, false]);
  });

  it('opens no line before the second step is done', async () => {
    for (const second_factor of ['needed', 'setup'] as const) {
      wire.says('GET /api/session', ana({ second_factor }));
      await renew_session();
      wire = new Wire();
    }
    expect(line.started).toBe(0);
  });

  it('lets the last known person read without a line, with no token kept', async () => {
    wire.says('GET /api/session', ana());
    await renew_session();
    await vi.waitFor(async () => expect(await recall('pages', 'session')).toMatchObject({ person_id: 'p1', csrf: '' }));
    wire.cut();
    expect(await renew_session()).toMatchObject({ display_name: 'Ana', csrf: '' });
    expect(is_offline()).toBe(true);
  });

  it('is nobody without a line on a phone that knows nobody', async () => {
    wire.cut();
    expect((await renew_session()).signed_in).toBe(false);
  });

  it('does not take an error of the server for a lost line', async () => {
    wire.says('GET /api/session', { code: 'kernel.broken' }, 500);
    await expect(renew_session()).rejects.toMatchObject({ status: 500 });
  });

  it('plays the active part first, then the one that was chosen, never one that ended', async () => {
    wire.says('GET /api/session', ana());
    await renew_session();
    expect(role_key(current_role()!)).toBe('b/supporter');
    await choose_role(role('a', 'participant', 'invited'));
    expect(role_key(current_role()!)).toBe('a/participant');
    await choose_role(role('old', 'participant', 'ended'));
    expect(role_key(current_role()!)).toBe('b/supporter');
  });

  it('forgets everything on this phone when someone signs out', async () => {
    wire.says('GET /api/session', ana()).says('POST /api/sign-out', {});
    await renew_session();
    await keep('pages', 'home', 'x');
    await keep('outbox', 'm', 'x');
    await sign_out('here');
    expect([session().signed_in, await recall('pages', 'home'), await recall_all('outbox'), line.stopped > 0]).toEqual([false, null, [], true]);
  });

  it('keeps what waits to be sent, and nothing to read, when the server ends the session', async () => {
    wire.says('GET /api/session', ana()).says('GET /api/me/home', { code: 'accounts.unauthenticated' }, 401);
    await renew_session();
    await keep('pages', 'home', 'x');
    await keep('outbox', 'm', 'waits');
    await expect(get('/api/me/home')).rejects.toMatchObject({ status: 401 });
    await vi.waitFor(async () => expect(await recall('pages', 'home')).toBeNull());
    expect([session().signed_in, await recall_all('outbox')]).toEqual([false, ['waits']]);
  });
});
