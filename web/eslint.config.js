import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelte_config from './svelte.config.js';

/** Refuses imports that climb the tree: routes → features → {ui, api, offline, texts}. */
function keeps_out(...groups) {
  return {
    'no-restricted-imports': [
      'error',
      { patterns: groups.map((group) => ({ group: [group], message: 'This layer may not know that one.' })) }
    ]
  };
}

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'node_modules/', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      // The app is always served from the root of its own host.
      'svelte/no-navigation-without-resolve': 'off',
      // What a person typed is only ever shown as a text node.
      'svelte/no-at-html-tags': 'error',
      // The content security policy refuses style attributes.
      'svelte/no-inline-styles': ['error', { allowTransitions: false }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig: svelte_config } },
    rules: { 'max-lines-per-function': 'off' }
  },
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['tools/**'], rules: { 'no-console': 'off' } },
  { files: ['src/lib/ui/**'], rules: keeps_out('$lib/features/*', '$lib/features/**', '$lib/api/*', '$lib/offline/*') },
  {
    // One import from outside would pull the office into everybody's first load.
    files: ['src/lib/features/**', 'src/routes/**'],
    ignores: ['src/lib/features/*/staff/**', 'src/routes/staff/**', 'src/routes/admin/**'],
    rules: keeps_out('$lib/features/*/staff/*', '$lib/texts/staff', '$lib/texts/*/staff.json')
  },
  {
    files: ['src/lib/api/**', 'src/lib/offline/**', 'src/lib/texts/**'],
    rules: keeps_out('$lib/features/*', '$lib/features/**', '$lib/ui/*')
  }
);
