import { post } from '$lib/api/client';
import { renew_session, forget_session, session } from '$lib/api/session.svelte';
import { fetch_crisis } from '$lib/features/safeguarding/crisis.svelte';
import { harmless_page, navigation_type, return_after_leaving } from '$lib/features/safeguarding/leave';
import { known_language, speak, type Language } from '$lib/texts/texts.svelte';

const language_mark = 'kith.language';

/** Gets the app ready to draw its first screen: who is here, in which language, with the crisis numbers at hand. */
export async function start(): Promise<void> {
  const after_leaving = return_after_leaving(navigation_type(), localStorage);
  if (after_leaving === 'away') return go_away();
  const [known] = await Promise.all([renew_session(), speak(first_language())]);
  if (after_leaving === 'sign_out' && known.signed_in) await finish_sign_out();
  if (!localStorage.getItem(language_mark)) await speak(known_language(session().language) ?? first_language());
  void fetch_crisis();
}

export async function choose_language(tag: Language): Promise<void> {
  await speak(tag);
  localStorage.setItem(language_mark, tag);
  void fetch_crisis();
}

function first_language(): Language {
  return known_language(localStorage.getItem(language_mark)) ?? known_language(navigator.language) ?? 'en';
}

async function finish_sign_out(): Promise<void> {
  await post('/api/sign-out').catch(() => undefined);
  await forget_session();
}

/** Never returns to the caller: the browser is on its way elsewhere. */
function go_away(): Promise<void> {
  location.replace(harmless_page());
  return new Promise(() => {});
}
