import { session } from '$lib/api/session.svelte';
import { forget_everything } from '$lib/offline/store';
import { language } from '$lib/texts/texts.svelte';

const mark = 'kith.left';
const longest_goodbye_ms = 400;

/** Only the storage calls that a test has to stand in for. */
type Marks = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Leaves for a harmless page at once: empties the screen, forgets what is kept, signs out behind the
 * person's back, and marks the tab so that the Back button does not return.
 */
export function leave_quickly(): void {
  localStorage.setItem(mark, '1');
  document.title = ' ';
  document.body.replaceChildren();
  const forgotten = forget_everything();
  void fetch('/api/sign-out', {
    method: 'POST',
    keepalive: true,
    headers: { 'Content-Type': 'application/json', 'X-Kith-Csrf': session().csrf },
    body: '{}'
  }).catch(() => undefined);
  // The screen is empty already; a moment more lets the phone forget before the page is gone.
  void Promise.race([forgotten, new Promise((done) => setTimeout(done, longest_goodbye_ms))]).then(() => location.replace(harmless_page()));
}

export function harmless_page(): string {
  return language() === 'fr' ? '/soupe.html' : '/soup.html';
}

/**
 * What to do when the app starts after someone left quickly: `away` when the Back button brought it here, `sign_out`
 * when it was opened anew and the sign-out may not have reached the server, `go_on` otherwise.
 */
export function return_after_leaving(navigation: string, marks: Marks): 'away' | 'sign_out' | 'go_on' {
  if (!marks.getItem(mark)) return 'go_on';
  if (navigation === 'back_forward') return 'away';
  marks.removeItem(mark);
  return 'sign_out';
}

/** How this page was reached, in the browser's word. */
export function navigation_type(): string {
  const entry = performance.getEntriesByType('navigation')[0];
  return entry instanceof PerformanceNavigationTiming ? entry.type : 'navigate';
}

/** True on the second Escape within a second. */
export function escape_twice(): (event: { key: string; timeStamp: number }) => boolean {
  let last = -Infinity;
  return (event) => {
    if (event.key !== 'Escape') return false;
    const twice = event.timeStamp - last < 1_000;
    last = event.timeStamp;
    return twice;
  };
}
