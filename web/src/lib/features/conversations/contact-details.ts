export type ContactKind = 'phone' | 'email' | 'address';

const number_words: Record<string, string> = {
  ...{ zero: '0', oh: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  ...{ ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16', seventeen: '17' },
  ...{ eighteen: '18', nineteen: '19', twenty: '20', thirty: '30', forty: '40', fifty: '50', sixty: '60', seventy: '70' },
  ...{ eighty: '80', ninety: '90' },
  ...{ un: '1', deux: '2', trois: '3', quatre: '4', cinq: '5', sept: '7', huit: '8', neuf: '9', dix: '10', onze: '11' },
  ...{ douze: '12', treize: '13', quatorze: '14', quinze: '15', seize: '16', vingt: '20', vingts: '20', trente: '30' },
  ...{ quarante: '40', cinquante: '50', soixante: '60', septante: '70', huitante: '80', nonante: '90' }
};

/** Letters of other scripts that look like Latin ones. */
const look_alikes: Record<string, string> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнnгrαaοoνvιiρpτtκkυuχxεeɡgıi'].reduce<[string, string][]>((pairs, letter, index, all) => {
    if (index % 2 === 0) pairs.push([letter, all[index + 1] ?? letter]);
    return pairs;
  }, [])
);

/** First digits of the scripts that count with their own. */
const other_zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0];

/** Which kinds of contact details a message seems to hold. A hint for its writer, never a verdict. */
export function contact_details(message: string): ContactKind[] {
  const text = plain(message);
  const kinds: ContactKind[] = [];
  if (holds_phone(text)) kinds.push('phone');
  if (holds_email(text)) kinds.push('email');
  if (holds_address(text)) kinds.push('address');
  return kinds;
}

/** Small Latin letters and digits 0 to 9 without accents, whatever script or look-alike they were written in. */
export function plain(message: string): string {
  const letters = message
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase();
  return [...letters].map((letter) => look_alikes[letter] ?? digit_of(letter)).join('');
}

function digit_of(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const zero = other_zeros.find((first) => code >= first && code < first + 10);
  return zero === undefined ? letter : String(code - zero);
}

function holds_phone(text: string): boolean {
  const counted = spelled_out(without_dates(as_digits(text)));
  const runs = counted.match(/\+?\(?\d(?:[\s().\-/_,*·–—:|]{0,4}\d)+/g) ?? [];
  return runs.some(is_phone_run);
}

/** "zero six, double five" to "0 6, 5 5". */
function spelled_out(text: string): string {
  const words = Object.keys(number_words).join('|');
  const digits = text
    .replace(new RegExp(`\\b(double|triple)[\\s-]+(\\d|${words})\\b`, 'g'), (_, times: string, word: string) =>
      Array(times === 'double' ? 2 : 3).fill(number_words[word] ?? word).join(' ')
    )
    .replace(new RegExp(`(?<![a-z])(?:${words})(?![a-z])`, 'g'), (word) => number_words[word] ?? word);
  return digits.replace(/(\d)[\s,-]+(?:and|et|then|puis)[\s,-]+(?=\d)/g, '$1 ');
}

/** In a word with at least three digits, the letters that stand in for digits are read as such: "6o4 555 o134". */
function as_digits(text: string): string {
  return text.replace(/(?<![a-z0-9])[0-9oil|]{3,}(?![a-z0-9])/g, (word) => {
    if (!/\d/.test(word)) return word;
    return word.replace(/o/g, '0').replace(/[il|]/g, '1');
  });
}

/** Days, times, amounts and single readings are not telephone numbers. */
function without_dates(text: string): string {
  return text
    .replace(/(?<![\d./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?![\d])/g, ' x ')
    .replace(/(?<!\d)\d{1,2}\s?[:h]\s?\d{2}(?!\d)/g, ' x ')
    .replace(/[$€£]\s?\d[\d,. ]*|\d[\d,. ]*\s?(?:[$€£]|euros?|dollars?|pounds?\b|mmol|mg|kg|ml|units?\b|unites?\b|steps|pas\b|calories|kcal)/g, ' x ')
    .replace(/(?<![\d.,])\d{1,3}[.,]\d(?![\d.,]*\d)/g, ' x ')
    .replace(/(?<!\d)\d{2,3}\s?\/\s?\d{2,3}(?!\s?[/\d])/g, ' x ');
}

function is_phone_run(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 17) return false;
  if (/^[+(]|^0/.test(run)) return true;
  const groups = run.split(/\D+/).filter(Boolean);
  const lengths = new Set(groups.map((group) => group.length));
  // Blood sugar or pressure readings in a row: many groups of the same two or three digits.
  const readings = groups.length >= 3 && lengths.size === 1 && [2, 3].includes(groups[0]?.length ?? 0);
  const years = groups.length >= 2 && groups.every((group) => /^(?:19|20)\d\d$/.test(group));
  const counting = groups.length >= 3 && groups.every((group, index) => index === 0 || Number(group) === Number(groups[index - 1]) + 1);
  return !readings && !years && !counting;
}

const known_ends = 'com|org|net|ca|uk|fr|co|info|me|io|edu|gov|de|us|eu|be|ch|nhs';
const mail_hosts = 'gmail|hotmail|outlook|yahoo|icloud|proton|protonmail|live|orange|free|wanadoo|laposte|btinternet|shaw|telus|videotron';

function holds_email(text: string): boolean {
  const at = String.raw`(?:\s*@\s*|\s*[([{<]\s*(?:at|a|arobase)\s*[)\]}>]\s*|\s+(?:at|arobase|arobas|chez)\s+)`;
  const dot = String.raw`(?:\s*[([{<]\s*(?:dot|point)\s*[)\]}>]\s*|\s+(?:dot|point)\s+|\.)`;
  const patterns = [
    /(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/,
    new RegExp(String.raw`(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}${at}[a-z0-9-]+(?:${dot}[a-z0-9-]+)*${dot}(?:${known_ends})\b`),
    new RegExp(String.raw`(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}${at}(?:${mail_hosts})\b`)
  ];
  return patterns.some((pattern) => pattern.test(text));
}

const street_words = 'street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|crescent|cres|boulevard|blvd|terrace|gardens|highway|hwy|square';
const not_street = /\b(?:minutes?|mins?|hours?|hrs?|miles?|km|kms|metres?|times?|days?|weeks?|months?|years?|more|of|the|a|to|from|in|people|o'?clock)\b/;

function holds_address(text: string): boolean {
  for (const found of text.matchAll(new RegExp(String.raw`(?<![\d.,])\d{1,5}[a-d]?,?\s+((?:[a-z0-9'’.-]+\s+){1,3}?)(?:${street_words})\b`, 'g'))) {
    if (!not_street.test(found[1] ?? '')) return true;
  }
  const patterns = [
    /(?<![\d.,])\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|boulevard|bd|chemin|allee|impasse|route|quai|cours)\s+(?!de\s+temps)[a-z]/,
    /\b[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}\b/,
    /\b[abceghj-nprstvxy]\d[abceghj-nprstv-z][\s-]?\d[abceghj-nprstv-z]\d\b/,
    /\b(?:p\.?\s?o\.?\s?box|boite postale|b\.?p\.?)\s?\d+/
  ];
  return patterns.some((pattern) => pattern.test(text));
}
