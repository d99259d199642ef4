import 'fake-indexeddb/auto';
import './test-crypto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { new_key, seal, unseal } from './seal';
import { drop, empty, forget_everything, keep, recall, recall_all } from './store';

beforeEach(forget_everything);

describe('the store', () => {
  it('gives back what was kept', async () => {
    await keep('pages', 'home', { name: 'Ana' });
    expect(await recall('pages', 'home')).toEqual({ name: 'Ana' });
    expect(await recall('pages', 'other')).toBeNull();
  });

  it('never writes a readable word to the disk', async () => {
    await keep('pages', 'home', { canary: 'CANARY-WORD' });
    await keep('outbox', 'a', { text: 'CANARY-WORD' });
    const db = await openDB('kith');
    for (const drawer of ['pages', 'outbox']) {
      for (const value of await db.getAll(drawer)) {
        const bytes = Buffer.from((value as { bytes: ArrayBuffer }).bytes).toString('latin1');
        expect(bytes.length).toBeGreaterThan(20);
        expect(bytes).not.toContain('CANARY');
      }
    }
    db.close();
  });

  it('keeps the drawers apart', async () => {
    await keep('pages', 'a', 1);
    await keep('outbox', 'a', 2);
    await keep('outbox', 'b', 3);
    await empty('pages');
    await drop('outbox', 'b');
    expect([await recall('pages', 'a'), await recall_all('outbox')]).toEqual([null, [2]]);
  });

  it('keeps the value given last, whichever is sealed first', async () => {
    await recall('pages', 'draft');
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const sealing = vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...how) => {
      await new Promise((resume) => setTimeout(resume, 20));
      return encrypt(...how);
    });
    await Promise.all([keep('pages', 'draft', 'first'), keep('pages', 'draft', 'last')]);
    sealing.mockRestore();
    expect(await recall('pages', 'draft')).toBe('last');
  });

  it('does not bring back what is dropped while it is being sealed', async () => {
    await recall('pages', 'draft');
    const keeping = keep('pages', 'draft', 'x'.repeat(1_000_000));
    await Promise.all([drop('pages', 'draft'), keeping]);
    expect(await recall('pages', 'draft')).toBeNull();
  });

  it('forgets everything, the key first', async () => {
    await keep('pages', 'home', 'x');
    await forget_everything();
    expect(await recall('pages', 'home')).toBeNull();
    expect(await recall_all('outbox')).toEqual([]);
  });
});

describe('seal', () => {
  it('opens only with its own key and unchanged bytes', async () => {
    const key = await new_key();
    const sealed = await seal(key, ['x']);
    expect(await unseal(key, sealed)).toEqual(['x']);
    expect(await unseal(await new_key(), sealed)).toBeNull();
    new Uint8Array(sealed.bytes).set([new Uint8Array(sealed.bytes)[0]! ^ 1]);
    expect(await unseal(key, sealed)).toBeNull();
  });

  it('keeps a key that no script can read out', async () => {
    expect((await new_key()).extractable).toBe(false);
  });
});
