/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

/**
 * Keeps the shell and the crisis numbers, and nothing else: no authenticated answer ever enters a cache of the
 * browser. What people may read offline is kept sealed by the app itself. Shows what the server tells this browser,
 * which is one sentence for everybody.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const shell_cache = `shell-${version}`;
const crisis_cache = 'crisis';
/** The office screens stay off the phones of those who never open them; the browser's own cache holds them. */
const is_office = (path: string) => /\/(office|staff)\.[^/]+$/.test(path);
const shell = ['/200.html', ...build.filter((path) => !is_office(path)), ...files.filter((file) => !file.endsWith('.png') && !file.startsWith('/.'))];
const shell_paths = new Set(shell);

worker.addEventListener('install', (event) => {
  event.waitUntil(keep_shell());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(drop_old_shells());
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname === '/api/crisis') event.respondWith(crisis(event.request));
  else if (is_server_path(url.pathname)) return;
  else if (shell_paths.has(url.pathname)) event.respondWith(from_shell(url.pathname, event.request));
  else if (event.request.mode === 'navigate') event.respondWith(page(event.request));
});

worker.addEventListener('push', (event) => {
  event.waitUntil(show(event.data));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open_page(String(event.notification.data?.path ?? '/')));
});

/** Browsers want every push to be shown, also one that cannot be read. */
async function show(data: PushMessageData | null): Promise<void> {
  const told = read_push(data);
  const options = { body: told.body ?? '', tag: told.tag ?? 'kith', renotify: true, icon: '/icon-192.png', data: { path: own_path(told.path) } };
  await worker.registration.showNotification(told.title ?? 'Kith', options);
}

function read_push(data: PushMessageData | null): { title?: string; body?: string; tag?: string; path?: string } {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

/** Only pages of this app are opened, whatever was said. */
function own_path(path = '/'): string {
  const url = new URL(path, worker.location.origin);
  return url.origin === worker.location.origin ? url.pathname + url.search + url.hash : '/';
}

/** In a tab that is open already, where the app itself goes there and nothing is loaded anew; else in a new one. */
async function open_page(path: string): Promise<void> {
  const [tab] = await worker.clients.matchAll({ type: 'window' });
  if (!tab) {
    await worker.clients.openWindow(path);
    return;
  }
  tab.postMessage({ open: path });
  await tab.focus();
}

function is_server_path(path: string): boolean {
  return path.startsWith('/api/') || path === '/ws';
}

async function keep_shell(): Promise<void> {
  const cache = await caches.open(shell_cache);
  // Files named by their content come from the browser's own cache, so that a slow line carries them only once.
  const immutable = new Set(build);
  await cache.addAll(shell.map((path) => new Request(path, { cache: immutable.has(path) ? 'default' : 'reload', credentials: 'omit' })));
  await worker.skipWaiting();
}

async function drop_old_shells(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name !== shell_cache && name !== crisis_cache) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function from_shell(path: string, request: Request): Promise<Response> {
  return (await (await caches.open(shell_cache)).match(path)) ?? fetch(request);
}

/** Every page is the same shell; a fresh one first, so that a new version is not held back by an old one. */
async function page(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) return fresh;
    return (await kept_shell()) ?? fresh;
  } catch {
    return (await kept_shell()) ?? Response.error();
  }
}

async function kept_shell(): Promise<Response | undefined> {
  return (await caches.open(shell_cache)).match('/200.html');
}

/** The numbers from the server when it answers soon, else the ones kept for this language. */
async function crisis(request: Request): Promise<Response> {
  const cache = await caches.open(crisis_cache);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}
