import type { SessionView } from '$lib/api/types';

const open_paths = ['/sign-in', '/help'];

/**
 * Where a visitor must go instead of the path they asked for, or null when they may stay. The server decides what
 * may be read; this only leads people to the next thing they have to do.
 */
export function gate(session: SessionView, path: string): string | null {
  // A question that came in a message is answered without signing in; whoever just left is signed out.
  if (path === '/help' || path === '/answer' || path === '/goodbye') return null;
  const signing_in = open_paths.some((open) => path === open || path.startsWith(`${open}/`));
  // Between the password and the second step nobody is signed in yet.
  if (session.second_factor === 'needed') return only('/sign-in/second-factor', path);
  if (session.second_factor === 'setup') return only('/sign-in/second-factor/set-up', path);
  if (!session.signed_in) return signing_in ? null : '/sign-in';
  if (session.roles.some((role) => role.state === 'invited') && !path.startsWith('/sign-in')) return only('/welcome', path);
  return path === '/sign-in' || path.startsWith('/sign-in/second-factor') ? '/' : null;
}

function only(target: string, path: string): string | null {
  return path === target ? null : target;
}
