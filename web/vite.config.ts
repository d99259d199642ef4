import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { announcer_without_inline_style } from './tools/announcer-style.js';
import { files_apart } from './tools/files-apart.js';
import { complete_texts } from './tools/texts-plugin.js';

export default defineConfig({
  plugins: [complete_texts(), announcer_without_inline_style(), sveltekit(), files_apart()],
  build: { target: 'es2020', assetsInlineLimit: 0 },
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    environment: 'node'
  }
});
