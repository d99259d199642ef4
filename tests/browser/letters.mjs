import { until } from './waiting.mjs';

/** The newest letter to an address that has what is looked for, from the administrator's outbox. */
export function letter(administrator, address, pattern) {
  return until(`a letter to ${address} with ${pattern}`, async () => {
    const { body } = await administrator.ask('/api/outbox?limit=200');
    const to = (body.items ?? []).filter((each) => each.to === address && pattern.test(each.text));
    const newest = to.sort((a, b) => (a.created_at < b.created_at ? 1 : -1))[0];
    return newest && pattern.exec(newest.text)[0];
  });
}

export const sign_in_link = /https?:\/\/\S+\/sign-in\/link#[^\s)>]+/;
export const six_digits = /\b\d{6}\b/;
