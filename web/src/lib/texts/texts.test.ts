import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from '../../../tools/texts-check.js';
import { check_folder } from '../../../tools/texts-plugin.js';
import app from './en/app.json';
import seldom from './en/seldom.json';
import staff from './en/staff.json';

const root = 'src';
const sources = (readdirSync(root, { recursive: true }) as string[])
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

describe('the texts', () => {
  it('agree in every language', () => {
    expect(check_folder('src/lib/texts')).toEqual([]);
  });

  it('are all used', () => {
    const composed = /^(time)\./;
    const unused = Object.keys({ ...app, ...seldom, ...staff }).filter((key) => !composed.test(key) && !sources.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });

  it('are never said twice', () => {
    expect(Object.keys(app).filter((key) => key in staff || key in seldom)).toEqual([]);
  });

  it('never name a role themselves, because each programme has its own words', () => {
    const spoken = Object.values({ ...app, ...seldom }).join('\n').toLowerCase();
    for (const word of ['peer supporter', 'mentor', 'facilitator', 'support parent', 'patient ', 'error', 'submit', ' user']) {
      expect(spoken).not.toContain(word);
    }
  });
});

describe('differences', () => {
  const english = { a: 'Hi {name}', b: '{count, plural, one {#} other {#}}' };

  it('finds a missing, an extra and a changed text', () => {
    expect(differences('fr', english, { a: 'Salut', c: 'x' })).toEqual([
      'fr: "a" speaks of {} instead of {name}',
      'fr: "b" is missing',
      'fr: "c" is not in English'
    ]);
  });

  it('finds a plural without a case that the language needs', () => {
    expect(differences('fr', english, { a: '{name}', b: '{count, plural, other {#}}' })).toEqual(['fr: "b" lacks the plural case "one"']);
  });
});
