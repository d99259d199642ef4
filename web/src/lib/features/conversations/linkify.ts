export type Part = { text: string; href: string | null };

const web_address = /\b(?:https?:\/\/|www\.)[^\s<>"“”«»]+/giu;

/** Cuts a text into plain parts and web addresses. Only http and https become links. */
export function linkify(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const found of text.matchAll(web_address)) {
    const address = without_tail(found[0]);
    const href = safe_address(address);
    if (!href) continue;
    if (found.index > done) parts.push({ text: text.slice(done, found.index), href: null });
    parts.push({ text: address, href });
    done = found.index + address.length;
  }
  if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done), href: null });
  return parts;
}

/** Leaves out the full stop or bracket that belongs to the sentence around the address. */
function without_tail(address: string): string {
  let end = address.length;
  while (end > 0 && belongs_to_sentence(address.slice(0, end))) end--;
  return address.slice(0, end);
}

function belongs_to_sentence(address: string): boolean {
  if (/[.,;:!?'’…*_~]$/u.test(address)) return true;
  return address.endsWith(')') && count(address, ')') > count(address, '(');
}

function safe_address(address: string): string | null {
  try {
    const url = new URL(/^www\./i.test(address) ? `https://${address}` : address);
    const plain = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
    return plain && url.hostname.includes('.') ? url.href : null;
  } catch {
    return null;
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
