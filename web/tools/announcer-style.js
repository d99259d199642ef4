/**
 * SvelteKit's generated root hides its announcer with a style attribute, which our content security policy
 * refuses. This gives it the class of the design system that hides the same way.
 *
 * @returns {import('vite').Plugin}
 */
export function announcer_without_inline_style() {
  return {
    name: 'kith-announcer-without-inline-style',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('generated/root.svelte')) return null;
      return replace_announcer_style(code);
    }
  };
}

/** @param {string} code */
export function replace_announcer_style(code) {
  return code.replace(/(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/, '$1 class="visually-hidden"');
}
