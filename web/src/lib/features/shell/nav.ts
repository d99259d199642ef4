import type { RoleView, SessionView } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';
import type { IconName } from '$lib/ui/Icon.svelte';
import { staff_nav } from './staff-nav';

export interface NavLine {
  href: string;
  text: TextKey;
  icon: IconName;
}

const participant: NavLine[] = [
  { href: '/', text: 'nav.home', icon: 'home' },
  { href: '/choose', text: 'nav.choose', icon: 'people' },
  { href: '/messages', text: 'nav.messages', icon: 'chat' },
  { href: '/me', text: 'nav.me', icon: 'person' }
];

const supporter: NavLine[] = [
  { href: '/', text: 'nav.home', icon: 'home' },
  { href: '/asks', text: 'nav.asks', icon: 'people' },
  { href: '/messages', text: 'nav.messages', icon: 'chat' },
  { href: '/me', text: 'nav.me', icon: 'person' }
];

/** Roles that look for support, and roles that give it; all others work in the office. */
export type Part = 'participant' | 'supporter' | 'staff' | 'none';

export function part_of(role: RoleView | null, operator = false): Part {
  if (!role) return operator ? 'staff' : 'none';
  if (role.role === 'participant' || role.role === 'caregiver') return 'participant';
  return role.role === 'supporter' ? 'supporter' : 'staff';
}

export function nav_for(session: SessionView, role: RoleView | null): NavLine[] {
  // Someone still being welcomed, or at the second step of signing in, has one way only.
  if (!session.signed_in || role?.state === 'invited' || ['needed', 'setup'].includes(session.second_factor)) return [];
  const part = part_of(role, session.operator);
  if (part === 'participant') return participant;
  if (part === 'supporter') return supporter;
  return part === 'staff' ? staff_nav(session, role) : [];
}

/** True for the line that the page belongs to. */
export function is_here(href: string, path: string): boolean {
  // Today stands at the head of a programme's pages and is not on the way to the others.
  if (href === '/' || href === '/admin' || /^\/staff(\/[^/]+)?$/.test(href)) return path === href;
  return path === href || path.startsWith(`${href}/`);
}
