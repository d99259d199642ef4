import type { RoleView, SessionView } from '$lib/api/types';
import type { NavLine } from './nav';

/** The lines of the office menu that a role has a use for. */
export function staff_nav(session: SessionView, role: RoleView | null): NavLine[] {
  const lines: NavLine[] = [{ href: '/staff', text: 'nav.today', icon: 'home' }];
  if (role) lines.push({ href: '/staff/people', text: 'nav.people', icon: 'people' });
  if (session.operator || role) lines.push({ href: '/me', text: 'nav.me', icon: 'person' });
  return lines;
}
