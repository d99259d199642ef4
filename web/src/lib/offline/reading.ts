import { get } from '$lib/api/client';
import { Offline } from '$lib/api/problem';
import { keep, recall } from './store';

/** An answer, and whether it is what the server says now or what was kept from last time. */
export interface Reading<Value> {
  value: Value;
  kept: boolean;
}

/** Fetches, and keeps the answer sealed for when there is no line. Throws Offline when there is neither. */
export async function read<Value>(path: string): Promise<Reading<Value>> {
  try {
    const value = await get<Value>(path);
    void keep('pages', path, value);
    return { value, kept: false };
  } catch (cause) {
    if (!(cause instanceof Offline)) throw cause;
    const value = await recall<Value>('pages', path);
    if (value === null) throw cause;
    return { value, kept: true };
  }
}
