import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { new_key, seal, unseal, type Sealed } from './seal';

/** Two drawers: `pages` for what can be read again without a line, `outbox` for what still waits to be sent. */
export type Drawer = 'pages' | 'outbox';

interface Shape extends DBSchema {
  keys: { key: string; value: CryptoKey };
  pages: { key: string; value: Sealed };
  outbox: { key: string; value: Sealed };
}

const name = 'kith';

let opened: Promise<Place | null> | null = null;
let last_turn = 0;
/** What is on its way into a drawer: the turn of the value that shall stay. */
const newest = new Map<string, number>();

interface Place {
  db: IDBPDatabase<Shape>;
  key: CryptoKey;
}

/**
 * Keeps a value. Where the browser allows no store (private window, full disk) it is quietly not kept.
 * Of several values for one id the one given last is the one that stays.
 */
export async function keep(drawer: Drawer, id: string, value: unknown): Promise<boolean> {
  const turn = (last_turn += 1);
  newest.set(`${drawer}/${id}`, turn);
  try {
    const place = await open();
    if (!place) return false;
    const sealed = await seal(place.key, value);
    // Sealing takes as long as the value is large, so an earlier one can be ready later.
    if (newest.get(`${drawer}/${id}`) !== turn) return true;
    await place.db.put(drawer, sealed, id);
    return true;
  } catch {
    return false;
  } finally {
    if (newest.get(`${drawer}/${id}`) === turn) newest.delete(`${drawer}/${id}`);
  }
}

export async function recall<Value>(drawer: Drawer, id: string): Promise<Value | null> {
  try {
    const place = await open();
    const sealed = place && (await place.db.get(drawer, id));
    return place && sealed ? await unseal<Value>(place.key, sealed) : null;
  } catch {
    return null;
  }
}

/** Everything in a drawer, in the order of its ids. */
export async function recall_all<Value>(drawer: Drawer): Promise<Value[]> {
  try {
    const place = await open();
    if (!place) return [];
    const sealed = await place.db.getAll(drawer);
    const values = await Promise.all(sealed.map((each) => unseal<Value>(place.key, each)));
    return values.filter((value): value is Awaited<Value> & Value => value !== null);
  } catch {
    return [];
  }
}

export async function drop(drawer: Drawer, id: string): Promise<void> {
  newest.delete(`${drawer}/${id}`);
  const place = await open().catch(() => null);
  await place?.db.delete(drawer, id).catch(() => undefined);
}

/** Empties one drawer. */
export async function empty(drawer: Drawer): Promise<void> {
  for (const key of newest.keys()) if (key.startsWith(`${drawer}/`)) newest.delete(key);
  const place = await open().catch(() => null);
  await place?.db.clear(drawer).catch(() => undefined);
}

/** Forgets everything kept on this phone, the key first: without it the rest cannot be read. */
export async function forget_everything(): Promise<void> {
  newest.clear();
  const place = await open().catch(() => null);
  await place?.db.clear('keys').catch(() => undefined);
  place?.db.close();
  opened = null;
  await deleteDB(name).catch(() => undefined);
}

function open(): Promise<Place | null> {
  opened ??= open_place().catch(() => null);
  return opened;
}

async function open_place(): Promise<Place | null> {
  if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return null;
  const db = await openDB<Shape>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('keys');
      fresh.createObjectStore('pages');
      fresh.createObjectStore('outbox');
    },
    // Another tab signs out: let go, so that its deletion is not held up.
    blocking: () => {
      db.close();
      opened = null;
    }
  });
  return { db, key: await key_of(db) };
}

/** Two tabs may make a key at once; the first one stored is the one both use. */
async function key_of(db: IDBPDatabase<Shape>): Promise<CryptoKey> {
  const known = await db.get('keys', 'own');
  if (known) return known;
  const fresh = await new_key();
  const turn = db.transaction('keys', 'readwrite');
  const first = await turn.store.get('own');
  if (!first) await turn.store.put(fresh, 'own');
  await turn.done;
  return first ?? fresh;
}
