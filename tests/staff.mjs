import { Client } from './client.mjs';
import { totp } from './totp.mjs';

const password = 'lighthouse ribbon forty maple';

/** Runs one command of the binary and gives what it printed; an error when it did not go well. */
export async function command(server, ...words) {
  const done = await server.command(...words);
  if (done.code !== 0) throw new Error(`kith ${words.join(' ')}: ${done.out}${done.error}`);
  return done.out;
}

/** One of the staff of a running server, signed in with a second factor. `role` are options of `kith user add`. */
export async function staff(server, email, ...role) {
  const out = await command(server, 'user', 'add', '--email', email, '--name', 'Bench Mark', ...role);
  const token = decodeURIComponent(/set-password#(\S+)/.exec(out)[1]);
  const person = new Client(server.origin);
  await person.post('/api/sign-in/set-password', { token, password });
  await person.post('/api/sign-in/password', { email, password });
  person.csrf = (await person.get('/api/session')).csrf;
  const { secret } = await person.post('/api/me/second-factor/setup', {});
  await person.post('/api/me/second-factor/confirm', { code: totp(secret) });
  await person.renew();
  return person;
}
