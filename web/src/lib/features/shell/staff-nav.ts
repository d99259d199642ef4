import type { RoleView, SessionView } from '$lib/api/types';
import type { NavLine } from './nav';

type RoleName = RoleView['role'];

const sees_today: RoleName[] = ['coordinator', 'supervisor', 'lead', 'safeguarding_lead'];
const sees_people: RoleName[] = ['coordinator', 'supervisor', 'lead'];
const sees_concerns: RoleName[] = ['coordinator', 'safeguarding_lead'];
const sees_trial: RoleName[] = ['coordinator', 'lead', 'researcher'];

/** The lines of the office menu that a role has a use for. */
export function staff_nav(session: SessionView, role: RoleView | null): NavLine[] {
  const lines: NavLine[] = [];
  if (role && role.role !== 'administrator') {
    const here = `/staff/${encodeURIComponent(role.programme_id)}`;
    const plays = (any: RoleName[]) => roles_in(session, role).some((each) => any.includes(each));
    if (plays(sees_today)) lines.push({ href: here, text: 'nav.today', icon: 'home' });
    if (plays(sees_people)) lines.push({ href: `${here}/people`, text: 'nav.people', icon: 'people' });
    if (plays(sees_concerns)) lines.push({ href: `${here}/concerns`, text: 'nav.concerns', icon: 'flag' });
    if (role.has_trial && plays(sees_trial)) lines.push({ href: `${here}/allocation`, text: 'nav.trial', icon: 'list' });
  }
  if (session.operator) {
    lines.push({ href: '/admin', text: 'nav.installation', icon: 'list' }, { href: '/admin/letters', text: 'nav.letters', icon: 'send' });
  }
  lines.push({ href: '/me', text: 'nav.me', icon: 'person' });
  return lines;
}

/** All that one does in the programme of a role; the role itself is among them. */
function roles_in(session: SessionView, role: RoleView): RoleName[] {
  const same = session.roles.filter((each) => each.programme_id === role.programme_id && each.state !== 'ended');
  return [role.role, ...same.map((each) => each.role)];
}
