import { session, staff_roles } from '$lib/api/session.svelte';
import type { RoleView } from '$lib/api/types';
import { guide } from '$lib/features/programmes/guide.svelte';

export type Side = 'participant' | 'supporter';
export const sides: Side[] = ['participant', 'supporter'];

/** An address of the office. */
export function office(programme: string, ...parts: string[]): string {
  return ['/staff', programme, ...parts].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/');
}

/** The same for the server. */
export function api(programme: string, ...parts: string[]): string {
  return ['/api/programmes', programme, ...parts].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/');
}

/** True when one of the roles is held in the programme. The server decides; this spares people doors that stay shut. */
export function holds(programme: string, ...roles: RoleView['role'][]): boolean {
  return session().roles.some((each) => each.programme_id === programme && each.state !== 'ended' && roles.includes(each.role));
}

/** The office roles of this person, one for each programme. */
export function workplaces(): RoleView[] {
  const found = new Map<string, RoleView>();
  for (const role of session().roles) {
    if (role.state !== 'ended' && staff_roles.includes(role.role) && !found.has(role.programme_id)) found.set(role.programme_id, role);
  }
  return [...found.values()];
}

/** What the programme calls the people of one side. Empty until its guide is here. */
export function side_word(programme: string, side: Side, form: 'one' | 'many'): string {
  const words = guide(programme)?.role_words ?? {};
  return (words[side] ?? (side === 'participant' ? words.caregiver : undefined))?.[form] ?? '';
}

/** With a capital first letter, for headings and labels. */
export { capital } from '$lib/texts/capital';
