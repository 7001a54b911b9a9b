import type { Scope } from './keys.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { Entry, Found, Store, Under } from './store.ts';

/** Reads stamps and entries; what is asked for in one turn of the event loop leaves in one round trip. */
export type Reader = {
  /** @returns the stamp of each scope, null where it has none. Rejects where the cache may not be used */
  stamps(under: Under, scopes: readonly Scope[]): Promise<(string | null)[]>;
  entry(under: Under, entry: Entry): Promise<Buffer | null>;
};

type Batch = {
  under: Under;
  scopes: Map<Scope, number>;
  entries: Map<string, { entry: Entry; at: number }>;
  found: Promise<Found>;
};

export function createReader(store: Store, lease: Pick<LeaseKeeper, 'current'>): Reader {
  let open: Batch | null = null;
  const read = async (batch: Batch): Promise<Found> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (open === batch) open = null;
    const scopes = [...batch.scopes.keys()];
    const entries = [...batch.entries.values()].map(({ entry }) => entry);
    const found = await store.read(batch.under, { scopes, entries });
    // Only what came while the lease still held was read in time.
    if (lease.current()?.generation !== batch.under.generation)
      throw new Error('the lease is over');
    return found;
  };
  const batchOf = (under: Under): Batch => {
    if (open?.under.generation === under.generation) return open;
    const batch: Batch = {
      under,
      scopes: new Map(),
      entries: new Map(),
      found: Promise.resolve({ stamps: [], entries: [] }),
    };
    open = batch;
    batch.found = read(batch);
    batch.found.catch(() => undefined);
    return batch;
  };
  return {
    stamps(under, asked) {
      const { scopes, found } = batchOf(under);
      const indexes = asked.map((scope) => {
        const at = scopes.get(scope) ?? scopes.size;
        scopes.set(scope, at);
        return at;
      });
      return found.then(({ stamps }) => indexes.map((at) => stamps[at] ?? null));
    },
    entry(under, entry) {
      const { entries, found } = batchOf(under);
      const key = `${entry.scope}${entry.name}`;
      const { at } = entries.get(key) ?? { at: entries.size };
      entries.set(key, { entry, at });
      return found.then((all) => all.entries[at] ?? null);
    },
  };
}
