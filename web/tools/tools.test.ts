import { describe, expect, it } from 'vitest';
import { file_of } from './files-apart.js';
import { replace_announcer_style } from './announcer-style.js';
import { script_hashes } from './shell-hashes.js';

describe('the build', () => {
  it('takes the style attribute off the announcer', () => {
    const out = replace_announcer_style('<div id="svelte-announcer" aria-live="assertive" style="position: absolute; left: 0">');
    expect(out).toBe('<div id="svelte-announcer" aria-live="assertive" class="visually-hidden">');
  });

  it('hashes inline scripts and leaves out those with an address', () => {
    expect(script_hashes('<script src="/x.js"></script><script>alert(1)</script>')).toEqual(['sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=']);
  });
});

describe('the three files', () => {
  const file = (id: string, ...imports: string[]) => file_of(id, () => imports);
  it('keeps the office apart, and with it the nodes that draw it', () => {
    for (const id of ['/x/src/routes/staff/+page.svelte', '/x/src/routes/admin/letters/+page.svelte', '/x/src/lib/features/people/staff/Invite.svelte', '/x/src/lib/texts/en/staff.json'])
      expect(file(id)).toBe('office');
    expect(file('/x/.svelte-kit/generated/client-optimized/nodes/9.js', '/x/src/routes/staff/+page.svelte')).toBe('office');
  });

  it('keeps apart what is opened now and then', () => {
    for (const id of ['/x/src/routes/me/leave/+page.svelte', '/x/src/lib/features/groups/OwnGroups.svelte', '/x/src/lib/texts/fr/seldom.json']) expect(file(id)).toBe('seldom');
    expect(file('/x/.svelte-kit/generated/client-optimized/nodes/7.js', '/x/src/routes/goodbye/+page.svelte')).toBe('seldom');
    expect(file('/x/src/lib/features/groups/GroupsAtHome.svelte')).toBe('bundle');
  });

  it('leaves everything else in the bundle', () => {
    for (const id of ['/x/src/routes/sign-in/staff/+page.svelte', '/x/src/lib/features/shell/staff-nav.ts', '/x/src/lib/features/people/people.ts']) expect(file(id)).toBe('bundle');
    expect(file('/x/.svelte-kit/generated/client-optimized/nodes/2.js', '/x/src/routes/+page.svelte')).toBe('bundle');
  });
});
