import 'fake-indexeddb/auto';
import '$lib/offline/test-crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Wire } from '$lib/api/test-wire';
import type { ProfileField, ProfileView } from '$lib/api/types';
import { forget_everything, recall } from '$lib/offline/store';
import { Sheet } from './sheet.svelte';

const field = (key: string, kind: ProfileField['kind'], value: unknown, hidden = false): ProfileField => ({
  key,
  label: key,
  help: '',
  kind,
  choices: [],
  value,
  may_hide: true,
  hidden,
  shown_to: ''
});
const home = { name: 'Smithers', latitude: 54.78, longitude: -127.17 };
const profile = () =>
  ({ programme_id: 'reachout', display_name: 'Ana', note: '', fields: [field('town', 'place', home), field('year', 'year', 1998, true), field('words', 'text', null)] }) as unknown as ProfileView;
let wire: Wire;

beforeEach(async () => {
  await forget_everything();
  wire = new Wire();
});

describe('a profile being filled in', () => {
  it('sends what was there unchanged when nothing is changed', async () => {
    wire.says('PUT /api/me/profile', {});
    await new Sheet(profile()).save('en');
    expect(wire.sent[0]?.body).toMatchObject({ programme: 'reachout', language: 'en', answers: { town: home, year: 1998, words: null }, hidden: ['year'] });
  });

  it('brings back what was typed and not saved, and drops it once it is saved', async () => {
    wire.says('PUT /api/me/profile', {});
    const typed = new Sheet(profile());
    typed.change('words', 'goats');
    typed.hide('town', true);
    typed.hide('year', false);
    await vi.waitFor(async () => expect(await recall('pages', 'profile-draft/reachout')).toMatchObject({ hidden: ['town'] }));
    const again = new Sheet(profile());
    await again.restore();
    expect([again.held.words, again.hidden]).toEqual(['goats', ['town']]);
    await again.save('en');
    expect(await recall('pages', 'profile-draft/reachout')).toBeNull();
  });

  it('keeps the draft when the server refuses it', async () => {
    wire.says('PUT /api/me/profile', { code: 'people.invalid', errors: [] }, 422);
    const sheet = new Sheet(profile());
    sheet.change('words', 'goats');
    await expect(sheet.save('en')).rejects.toMatchObject({ status: 422 });
    await vi.waitFor(async () => expect(await recall('pages', 'profile-draft/reachout')).toMatchObject({ held: { words: 'goats' } }));
  });
});
