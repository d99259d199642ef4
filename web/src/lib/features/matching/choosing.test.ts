import 'fake-indexeddb/auto';
import '$lib/offline/test-crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SupporterCard } from '$lib/api/types';
import { recall } from '$lib/offline/store';
import { choosing } from './choosing.svelte';

const card = (supporter_id: string, asked = false) => ({ supporter_id, display_name: supporter_id, asked }) as SupporterCard;
const names = () => choosing.cards.map((each) => each.supporter_id);
const kept = () => recall<{ cards: SupporterCard[]; hellos: Record<string, string> }>('pages', 'choosing');

beforeEach(() => choosing.clear());

describe('whom somebody is about to ask', () => {
  it('keeps the order of choosing, within the limit', () => {
    for (const each of ['maria', 'ruth', 'etienne']) choosing.toggle(card(each), 2);
    expect([names(), choosing.place_of('ruth'), choosing.place_of('etienne')]).toEqual([['maria', 'ruth'], 2, 0]);
    choosing.move('ruth', -1);
    expect(names()).toEqual(['ruth', 'maria']);
    choosing.toggle(card('ruth'), 2);
    expect(names()).toEqual(['maria']);
  });

  it('drops those who can no longer be asked', () => {
    for (const each of ['maria', 'ruth', 'etienne']) choosing.toggle(card(each), 3);
    choosing.keep_only([card('etienne'), card('maria', true)]);
    expect(names()).toEqual(['etienne']);
  });

  it('survives a reload with its hellos, and is gone once it was sent', async () => {
    choosing.toggle(card('maria'), 3);
    choosing.write('maria', 'Hello');
    choosing.write('maria', 'Hello Maria');
    await vi.waitFor(async () => expect((await kept())?.hellos).toEqual({ maria: 'Hello Maria' }));
    choosing.cards = [];
    choosing.hellos = {};
    await choosing.restore();
    expect([names(), choosing.hellos.maria]).toEqual([['maria'], 'Hello Maria']);
    await choosing.clear();
    expect([names(), await kept()]).toEqual([[], null]);
  });
});
