/**
 * Being told in this browser, as far as the browser itself is concerned. Who asked for it here is written down, so that
 * nobody else who signs in on the same phone is told in their place.
 */
const mark = 'kith.told';

export interface GivenKeys {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What stands in the way, if anything; `home_screen` is an iPhone that first wants the app on its home screen. */
export type Hurdle = 'none' | 'home_screen' | 'cannot' | 'denied';

export interface Surroundings {
  able: boolean;
  permission: NotificationPermission | '';
  apple_touch: boolean;
  standalone: boolean;
}

export function hurdle(here: Surroundings): Hurdle {
  if (here.apple_touch && !here.standalone) return 'home_screen';
  if (!here.able) return 'cannot';
  return here.permission === 'denied' ? 'denied' : 'none';
}

export function surroundings(): Surroundings {
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  // An iPad calls itself a Mac; a Mac has no touch screen.
  const apple_touch = /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return { able, permission: able ? Notification.permission : '', apple_touch, standalone: matchMedia('(display-mode: standalone)').matches };
}

export function is_small(): boolean {
  return /Mobi|Android|iPhone|iPad|iPod/.test(navigator.userAgent) || navigator.maxTouchPoints > 1;
}

export const was_asked_for_by = (person_id: string) => localStorage.getItem(mark) === person_id;

export const note_asked_for = (person_id: string) => localStorage.setItem(mark, person_id);

/** What the browser gives for the installation's key. Asks for permission where that is still open. */
export async function subscribe(public_key: string): Promise<GivenKeys> {
  const { pushManager } = await navigator.serviceWorker.ready;
  // One made for another key stands in the way of a new one.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key })).toJSON();
  return { endpoint: made.endpoint ?? '', p256dh: made.keys?.p256dh ?? '', auth: made.keys?.auth ?? '' };
}

/** Whatever the server still sends, nothing is shown here any more. */
export async function unsubscribe(): Promise<void> {
  localStorage.removeItem(mark);
  if (!surroundings().able) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
