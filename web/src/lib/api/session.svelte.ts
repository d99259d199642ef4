import { empty, forget_everything, keep, recall } from '$lib/offline/store';
import { get, post, set_csrf, set_session_hooks } from './client';
import { browser_live } from './live';
import { Offline } from './problem';
import { unsubscribe } from './told';
import type { RoleView, SessionView } from './types';

const nobody: SessionView = {
  signed_in: false,
  csrf: '',
  person_id: '',
  display_name: '',
  language: '',
  second_factor: 'none',
  operator: false,
  roles: []
};

let current = $state.raw<SessionView>(nobody);
let chosen_role = $state('');
let line = $state<'online' | 'offline'>('online');

/** The one socket of this tab. */
export const live = browser_live();

export const session = () => current;
export const is_offline = () => line === 'offline';

export const staff_roles = ['coordinator', 'supervisor', 'safeguarding_lead', 'lead', 'administrator', 'researcher', 'referrer'];

/** The part the person plays on this screen: the one they chose, else the first that is active. */
export function current_role(): RoleView | null {
  const living = current.roles.filter((role) => role.state !== 'ended');
  return living.find((role) => role_key(role) === chosen_role) ?? living.find((role) => role.state === 'active') ?? living[0] ?? null;
}

export function role_key(role: RoleView): string {
  return `${role.programme_id}/${role.role}`;
}

export async function choose_role(role: RoleView): Promise<void> {
  chosen_role = role_key(role);
  await keep('pages', 'chosen-role', chosen_role);
}

/** Asks who is signed in. Without a line, the person last known on this phone may read what was kept. */
export async function renew_session(): Promise<SessionView> {
  try {
    take(await get<SessionView>('/api/session'));
    set_line('online');
    if (current.signed_in) void keep('pages', 'session', { ...current, csrf: '' });
  } catch (cause) {
    if (!(cause instanceof Offline)) throw cause;
    set_line('offline');
    take((await recall<SessionView>('pages', 'session')) ?? nobody);
  }
  chosen_role ||= (await recall<string>('pages', 'chosen-role')) ?? '';
  return current;
}

function take(next: SessionView): void {
  current = next;
  set_csrf(next.csrf);
  if (next.signed_in && next.second_factor !== 'needed' && next.second_factor !== 'setup') live.start();
  else live.stop();
}

export function set_line(state: 'online' | 'offline'): void {
  line = state;
  if (state === 'online') live.hurry();
}

/** Signs out here or everywhere and forgets all that this phone kept. */
export async function sign_out(where: 'here' | 'everywhere'): Promise<void> {
  await post(where === 'here' ? '/api/sign-out' : '/api/sign-out/everywhere');
  await forget_session();
}

export async function forget_session(): Promise<void> {
  chosen_role = '';
  take(nobody);
  void unsubscribe().catch(() => undefined);
  await forget_everything();
}

/** The server ended the session. What could be read goes; what waits to be sent stays sealed for the same person. */
async function session_over(): Promise<void> {
  chosen_role = '';
  take(nobody);
  await empty('pages');
}

set_session_hooks(
  () => {
    if (current.signed_in) void session_over();
  },
  async () => {
    await renew_session();
  }
);
