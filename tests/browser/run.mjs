#!/usr/bin/env node
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read_arguments } from '../arguments.mjs';
import { Report } from '../report.mjs';

const usage = `usage: tests/browser/run.mjs [--binary PATH] [--database sqlite|postgresql|both] [--screens DIR] [--stages NAMES]

Walks the first journey in real browsers on the real binary, from an empty data folder to a conversation and its end.
PostgreSQL needs tools/with-postgres around it. Pictures of every screen go to --screens (build/screens); with
--screens none the screens are neither pictured nor examined. A walk on both databases looks at each screen once, on
the first. --stages office,groups walks these alone, in the journey's order; most need what stages before them did.
The last line is "N passed, N failed".`;

const at_root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const given = read_arguments({ binary: at_root('build/release/kith'), database: 'both', screens: at_root('build/screens'), stages: 'all' }, usage);
const databases = given.database === 'both' ? ['sqlite', 'postgresql'] : [given.database];
const pictures = given.screens === 'none' ? at_root('build/screens') : resolve(given.screens);
const report = new Report();
const seen = new Set();

// Loaded only now, so that --help works without the packages of the web app.
const { journey } = await import('./journey.mjs');
for (const database of databases) {
  const started = Date.now();
  console.log(`# ${database}`);
  // Pictures of an earlier walk would be taken for those of this one.
  const failures = join(pictures, database);
  const screens = given.screens === 'none' ? '' : failures;
  await rm(failures, { recursive: true, force: true });
  await journey(report, { binary: resolve(given.binary), database, screens, failures, seen, stages: given.stages });
  console.log(`# ${database}: ${Math.round((Date.now() - started) / 1000)} s`);
}
process.exit(report.close());
