import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes the hashes of the shell's inline scripts beside it, for the script-src of the content security policy.
 *
 * @param {string} html
 */
export function script_hashes(html) {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    (match) => 'sha256-' + createHash('sha256').update(match[1] ?? '', 'utf8').digest('base64')
  );
}

if (process.argv[1]?.endsWith('shell-hashes.js')) {
  const hashes = script_hashes(readFileSync('build/200.html', 'utf8'));
  writeFileSync('build/shell-hashes.json', JSON.stringify({ script_src: hashes }, null, 2) + '\n');
}
