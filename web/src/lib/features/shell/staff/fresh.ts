import { get } from '$lib/api/client';
import { Fetched } from '$lib/features/shell/fetched.svelte';

/** A screen that reads one address. Unlike a person's own pages, what the office sees of others is never kept on the device. */
export function fresh<Value>(path: () => string): Fetched<Value> {
  return new Fetched<Value>(async () => ({ value: await get<Value>(path()), kept: false }));
}
