import { describe, expect, it } from 'vitest';
import type { RoleView, SessionView } from '$lib/api/types';
import { gate } from './gate';
import { is_here, nav_for, part_of } from './nav';

const role = (name: RoleView['role'], state: RoleView['state'] = 'active'): RoleView => ({
  programme_id: 'p',
  programme_key: 'k',
  programme_name: 'P',
  role: name,
  role_word: name,
  state,
  has_trial: false
});

const session = (change: Partial<SessionView> = {}): SessionView => ({
  signed_in: true,
  csrf: 'c',
  person_id: 'x',
  display_name: 'Ana',
  language: 'en',
  second_factor: 'none',
  operator: false,
  roles: [role('participant')],
  ...change
});

describe('gate', () => {
  it('leads strangers to sign in, and lets them at help and the sign-in pages', () => {
    const stranger = session({ signed_in: false, roles: [] });
    expect(['/', '/messages/1', '/sign-in', '/sign-in/link', '/sign-in/staff', '/help'].map((path) => gate(stranger, path))).toEqual([
      '/sign-in',
      '/sign-in',
      null,
      null,
      null,
      null
    ]);
  });

  it('holds staff at the second step until it is done', () => {
    expect(gate(session({ second_factor: 'needed', signed_in: false }), '/staff')).toBe('/sign-in/second-factor');
    expect(gate(session({ second_factor: 'setup', signed_in: false }), '/')).toBe('/sign-in/second-factor/set-up');
    expect(gate(session({ second_factor: 'setup', signed_in: false }), '/sign-in/second-factor/set-up')).toBeNull();
    expect(gate(session({ second_factor: 'done' }), '/sign-in/second-factor')).toBe('/');
  });

  it('welcomes the newly invited first, and help stays open to them', () => {
    const invited = session({ roles: [role('participant', 'invited')] });
    expect([gate(invited, '/'), gate(invited, '/welcome'), gate(invited, '/help')]).toEqual(['/welcome', null, null]);
  });

  it('lets everyone else stay where they are', () => {
    expect(['/', '/choose', '/messages/1'].map((path) => gate(session(), path))).toEqual([null, null, null]);
    expect(gate(session(), '/sign-in')).toBe('/');
  });
});

describe('nav', () => {
  it('gives each part its own lines', () => {
    const hrefs = (name: RoleView['role']) => nav_for(session(), role(name)).map((line) => line.href);
    expect(hrefs('caregiver')).toEqual(hrefs('participant'));
    expect(hrefs('supporter')).toContain('/asks');
    expect(hrefs('coordinator')).toContain('/staff/p/people');
    expect(hrefs('safeguarding_lead')).not.toContain('/staff/p/people');
    expect(hrefs('safeguarding_lead')).toContain('/staff/p');
    expect(nav_for(session({ roles: [], operator: true }), null).map((line) => line.href)).toEqual(['/admin', '/admin/letters', '/me']);
    expect(nav_for(session({ signed_in: false }), null)).toEqual([]);
  });

  it('leads to the trial whoever may read it, where there is one', () => {
    const leads = (name: RoleView['role'], has_trial: boolean) =>
      nav_for(session(), { ...role(name), has_trial }).some((line) => line.href === '/staff/p/allocation');
    expect((['researcher', 'lead', 'coordinator'] as const).map((name) => leads(name, true))).toEqual([true, true, true]);
    expect([leads('researcher', false), leads('supervisor', true), leads('safeguarding_lead', true)]).toEqual([false, false, false]);
  });

  it('knows the part of an operator without a role', () => {
    expect([part_of(null), part_of(null, true), part_of(role('lead'))]).toEqual(['none', 'staff', 'staff']);
  });

  it('marks the page one is on', () => {
    expect([is_here('/staff/p', '/staff/p/people'), is_here('/staff/p/people', '/staff/p/people/x')]).toEqual([false, true]);
    expect([is_here('/', '/messages'), is_here('/messages', '/messages/1'), is_here('/me', '/messages')]).toEqual([false, true, false]);
  });
});
