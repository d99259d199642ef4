/** Plural cases that each language of the app must spell out, after the Unicode rules for whole numbers. */
const plural_cases = /** @type {Record<string, string[]>} */ ({ en: ['one', 'other'], fr: ['one', 'other'] });

/**
 * Names every disagreement between English and another language: missing keys, extra keys, other values, and
 * plurals that lack a case.
 *
 * @param {string} language
 * @param {Record<string, string>} english
 * @param {Record<string, string>} other
 * @returns {string[]}
 */
export function differences(language, english, other) {
  const faults = [];
  for (const [key, text] of Object.entries(english)) {
    const translated = other[key];
    if (translated === undefined) faults.push(`${language}: "${key}" is missing`);
    else if (values_of(text).join() !== values_of(translated).join())
      faults.push(`${language}: "${key}" speaks of {${values_of(translated)}} instead of {${values_of(text)}}`);
  }
  for (const key of Object.keys(other)) {
    if (!(key in english)) faults.push(`${language}: "${key}" is not in English`);
  }
  return [...faults, ...plural_faults('en', english), ...plural_faults(language, other)];
}

/** @param {string} text */
function values_of(text) {
  const names = [...text.matchAll(/\{\s*([a-z_]+)\s*(?:,|\})/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].sort();
}

/**
 * @param {string} language
 * @param {Record<string, string>} texts
 */
function plural_faults(language, texts) {
  return Object.entries(texts)
    .filter(([, text]) => /,\s*plural\s*,/.test(text))
    .flatMap(([key, text]) =>
      (plural_cases[language] ?? ['other'])
        .filter((name) => !new RegExp(`\\b${name}\\s*\\{`).test(text))
        .map((name) => `${language}: "${key}" lacks the plural case "${name}"`)
    );
}
