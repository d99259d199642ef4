import { createHmac } from 'node:crypto';

const step_ms = 30_000;

function bytes_of(base32) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...base32.replace(/[^A-Z2-7]/gi, '').toUpperCase()].map((each) => letters.indexOf(each).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((each) => parseInt(each, 2)));
}

/** What an authenticator app shows (RFC 6238: SHA-1, 6 digits, 30 s), `ahead` steps from now. */
export function totp(secret, ahead = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / step_ms) + ahead));
  const hash = createHmac('sha1', bytes_of(secret)).update(counter).digest();
  const at = hash[hash.length - 1] & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
