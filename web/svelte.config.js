import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: '200.html', pages: 'build', assets: 'build' }),
    // One script and one style sheet: on a slow rural line every further round trip costs more than the bytes saved.
    output: { bundleStrategy: 'single' },
    // Every screen is drawn in the browser from the one shell, so no page is prerendered.
    prerender: { entries: [] },
    version: { name: process.env.KITH_VERSION ?? '0.1.0' },
    serviceWorker: { register: true }
  }
};
