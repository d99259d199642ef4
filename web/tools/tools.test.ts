import { describe, expect, it } from 'vitest';
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
