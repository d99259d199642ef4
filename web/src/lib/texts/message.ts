export type Values = Record<string, string | number>;

/**
 * Fills an ICU message: `{name}` and `{count, plural, =0 {…} one {…} other {… # …}}`.
 * A sentence that ends with a value such as "3 p.m." gets no second full stop.
 * Promises that a value is only ever put in as text. A value that is not given stays visible as `{name}`.
 */
export function fill(message: string, values: Values, language: string): string {
  let out = '';
  for (let at = 0; at < message.length; ) {
    if (message[at] !== '{') {
      out += message[at++];
      continue;
    }
    const end = closing(message, at);
    out += part(message.slice(at + 1, end), values, language);
    at = end + 1;
    if (out.endsWith('.') && message[at] === '.') at++;
  }
  return out;
}

function part(inside: string, values: Values, language: string): string {
  const plural = /^\s*([a-z_]+)\s*,\s*plural\s*,/.exec(inside);
  if (plural) return plural_part(inside.slice(plural[0].length), values[plural[1] ?? ''], values, language);
  const value = values[inside.trim()];
  return value === undefined ? `{${inside}}` : spoken(value, language);
}

function plural_part(cases: string, value: string | number | undefined, values: Values, language: string): string {
  const count = Number(value ?? 0);
  const branches = read_cases(cases);
  const rule = new Intl.PluralRules(language).select(count);
  const chosen = branches.get(`=${count}`) ?? branches.get(rule) ?? branches.get('other') ?? '';
  return fill(chosen.replaceAll('#', spoken(count, language)), values, language);
}

function read_cases(text: string): Map<string, string> {
  const branches = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const end = closing(text, open);
    branches.set(text.slice(at, open).trim(), text.slice(open + 1, end));
    at = end + 1;
  }
  return branches;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`A message is not closed: ${text}`);
}

function spoken(value: string | number, language: string): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}
