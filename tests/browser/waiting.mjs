const patience_ms = 45_000;
const pause_ms = 100;

/** Asks again and again, within bounds, until the answer is something; gives that answer. */
export async function until(what, ask, limit_ms = patience_ms) {
  const end = Date.now() + limit_ms;
  let last;
  do {
    last = await ask();
    if (last) return last;
    await new Promise((resume) => setTimeout(resume, pause_ms));
  } while (Date.now() < end);
  throw new Error(`${what}: not within ${limit_ms} ms`);
}
