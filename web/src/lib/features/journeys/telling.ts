import { get, put, remove } from '$lib/api/client';
import { note_asked_for, subscribe, surroundings, unsubscribe, was_asked_for_by } from '$lib/api/told';
import type { NoticeSettings, PushView } from '$lib/api/types';

export const push_view = () => get<PushView>('/api/me/push');

export async function tell_here(view: PushView, person_id: string): Promise<PushView> {
  const told = await put<PushView>('/api/me/push', await subscribe(view.public_key));
  note_asked_for(person_id);
  return told;
}

export async function tell_here_no_more(): Promise<PushView> {
  await unsubscribe();
  return remove<PushView>('/api/me/push');
}

/**
 * A new session knows nothing of what its person asked for in this browser before, so it is told again; unless they
 * have chosen another way since, or the browser says no.
 */
export async function renew_telling(person_id: string): Promise<void> {
  if (!was_asked_for_by(person_id) || surroundings().permission !== 'granted') return;
  const view = await push_view();
  if (!view.available || view.on_this_device) return;
  if ((await get<NoticeSettings>('/api/me/notices')).way === 'push') await tell_here(view, person_id);
}
