import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Prints what the first visit to the participant's home transfers: the shell and all that it names. */
const limit = 100 * 1024;
const shell = readFileSync('build/200.html', 'utf8');
const named = [...shell.matchAll(/(?:href|src)="\/?([^"]+)"|import\("\/?([^"]+)"\)/g)].map((m) => m[1] ?? m[2] ?? '');
const files = ['200.html', ...new Set(named.filter((name) => /\.(js|css|svg|webmanifest|png)$/.test(name)))];

let total = 0;
for (const name of files) {
  const bytes = readFileSync(`build/${name.replace(/^\.?\//, '')}`);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  total += brotli;
  console.log(`${String(brotli).padStart(8)} brotli  ${String(gzipSync(bytes).length).padStart(8)} gzip  ${name}`);
}
console.log(`${String(total).padStart(8)} bytes in all, of ${limit} allowed`);
if (total > limit) process.exit(1);
