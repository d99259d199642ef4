import { readFileSync } from 'node:fs';

const folder = new URL('../../web/src/lib/texts/', import.meta.url);
const read = (language, file) => JSON.parse(readFileSync(new URL(`${language}/${file}.json`, folder), 'utf8'));
const books = Object.fromEntries(['en', 'fr'].map((language) => [language, { ...read(language, 'staff'), ...read(language, 'seldom'), ...read(language, 'app') }]));

/** The app's own words, so that the walk follows a change of wording. */
export function t(key, parts = {}, language = 'en') {
  const text = books[language][key];
  if (text === undefined) throw new Error(`the web app has no text ${key} in ${language}`);
  return with_parts(with_plurals(text, parts, language), parts);
}

/** The same words, found anywhere in a longer text. */
export function says(key, parts = {}, language = 'en') {
  return new RegExp(t(key, parts, language).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

const with_parts = (text, parts) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? String(parts[name]) : whole));

function with_plurals(text, parts, language) {
  const start = /\{(\w+), plural, /.exec(text);
  if (!start) return text;
  const end = closing(text, start.index);
  const forms = forms_of(text.slice(start.index + start[0].length, end));
  const count = Number(parts[start[1]]);
  const form = forms[`=${count}`] ?? forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return with_plurals(text.slice(0, start.index) + form.replaceAll('#', String(count)) + text.slice(end + 1), parts, language);
}

function forms_of(text) {
  const forms = {};
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{')) {
    const end = closing(text, at);
    forms[text.slice(0, at).trim()] = text.slice(at + 1, end);
    text = text.slice(end + 1);
  }
  return forms;
}

function closing(text, from) {
  for (let at = from, depth = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}' && (depth -= 1) === 0) return at;
  }
  throw new Error(`a brace is not closed: ${text}`);
}
