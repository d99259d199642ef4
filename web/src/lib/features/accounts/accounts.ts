import { get, post, remove } from '$lib/api/client';
import { renew_session } from '$lib/api/session.svelte';
import type { DeviceList, SecondFactorSetup } from '$lib/api/types';

export async function ask_for_code(address: string): Promise<void> {
  await post('/api/sign-in/start', { address: address.trim() });
}

export async function come_in_by_code(address: string, code: string): Promise<void> {
  await post('/api/sign-in/code', { address: address.trim(), code: only_digits(code) });
  await renew_session();
}

export async function come_in_by_link(token: string): Promise<void> {
  await post('/api/sign-in/link', { token });
  await renew_session();
}

export async function come_in_by_password(email: string, password: string): Promise<void> {
  await post('/api/sign-in/password', { email: email.trim(), password });
  await renew_session();
}

export async function second_step(code: string): Promise<void> {
  await post('/api/sign-in/second-factor', { code: only_digits(code) });
  await renew_session();
}

export function begin_second_factor(): Promise<SecondFactorSetup> {
  return post<SecondFactorSetup>('/api/me/second-factor/setup');
}

export async function confirm_second_factor(code: string): Promise<void> {
  await post('/api/me/second-factor/confirm', { code: only_digits(code) });
  await renew_session();
}

export async function set_password(token: string, password: string): Promise<void> {
  await post('/api/sign-in/set-password', { token, password });
  await renew_session();
}

export const devices = () => get<DeviceList>('/api/me/devices');

export async function sign_out_device(device_id: string): Promise<void> {
  await remove(`/api/me/devices/${encodeURIComponent(device_id)}`);
}

/** People type codes with spaces and dashes, as they read them aloud. */
export function only_digits(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/g, '');
}

/** Splits a long secret into groups of four, which people can copy by hand without losing their place. */
export function in_groups(secret: string): string {
  return secret.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}

/** The secret part of a link, taken from the fragment, which browsers never send and servers never log. */
export function token_of(hash: string): string {
  return decodeURIComponent(hash.replace(/^#/, '')).trim();
}
