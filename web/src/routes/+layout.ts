import { redirect } from '@sveltejs/kit';
import { session } from '$lib/api/session.svelte';
import { gate } from '$lib/features/shell/gate';
import { start } from '$lib/features/shell/start';

export const ssr = false;
export const prerender = false;

let started: Promise<void> | null = null;

export async function load({ url }: { url: URL }): Promise<void> {
  started ??= start();
  await started;
  const elsewhere = gate(session(), url.pathname);
  if (elsewhere) redirect(307, elsewhere);
}
