import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './texts-check.js';

const folder = 'src/lib/texts';

/**
 * Stops the build when a language lacks a text, has one too many, or speaks of other values than English does.
 *
 * @returns {import('vite').Plugin}
 */
export function complete_texts() {
  return {
    name: 'kith-complete-texts',
    buildStart() {
      const faults = check_folder(folder);
      if (faults.length > 0) this.error('The texts do not agree:\n' + faults.join('\n'));
    }
  };
}

/** @param {string} root */
export function check_folder(root) {
  const languages = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const english = read_language(join(root, 'en'));
  return languages
    .filter((language) => language.name !== 'en')
    .flatMap((language) => differences(language.name, english, read_language(join(root, language.name))));
}

/**
 * @param {string} path
 * @returns {Record<string, string>}
 */
function read_language(path) {
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  return Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(join(path, name), 'utf8'))));
}
