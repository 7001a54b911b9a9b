import { deviceNow } from '../clock.ts';
import type { Lease } from './lead.ts';

export type Held = { owner: string; until: number };

/** Longer than the pauses between two takings, a few times over. */
export const leaseLength = 3_000;

/**
 * The lease after somebody asked for it.
 * @returns null where another has it. One that ends much later than it could is of a clock that was set back since.
 */
export function taken(held: Held | undefined, owner: string, at: number): Held | null {
  const isAnothers = held && held.owner !== owner;
  if (isAnothers && held.until > at && held.until <= at + 2 * leaseLength) return null;
  return { owner, until: at + leaseLength };
}

const table = 'leases';

/** @param onOver told when the connection is of no use any more */
function openLeases(onOver: () => void): Promise<IDBDatabase> {
  const opening = indexedDB.open('cairn', 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(table);
  return new Promise((resolve, reject) => {
    opening.onsuccess = () => {
      const { result } = opening;
      result.onclose = onOver;
      result.onversionchange = () => {
        result.close();
        onOver();
      };
      resolve(result);
    };
    opening.onerror = () => reject(opening.error ?? new Error('no storage'));
  });
}

/** A lease in the storage that the tabs of a browser share, which needs no secure origin. */
export function createLease(name: string, owner: string): Lease {
  let opened: Promise<IDBDatabase> | undefined;

  const forget = () => void (opened = undefined);

  /** One connection while it lasts; what could not be opened is tried again next time. */
  function connect(): Promise<IDBDatabase> {
    opened ??= openLeases(forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  }

  /** Reads and writes it in one transaction: tabs come one after another. Null leaves it, undefined ends it. */
  async function change(next: (held: Held | undefined) => Held | null | undefined) {
    const work = (await connect()).transaction(table, 'readwrite');
    const leases = work.objectStore(table);
    const asked = leases.get(name) as IDBRequest<Held | undefined>;
    let after: Held | null | undefined = null;
    asked.onsuccess = () => {
      after = next(asked.result);
      if (after) leases.put(after, name);
      else if (after === undefined) leases.delete(name);
    };
    return new Promise<Held | null | undefined>((resolve, reject) => {
      work.oncomplete = () => resolve(after);
      work.onabort = () => reject(work.error ?? new Error('no storage'));
    });
  }

  return {
    take: async () => (await change((held) => taken(held, owner, deviceNow()))) !== null,
    give: async () => {
      await change((held) => (held?.owner === owner ? undefined : null));
    },
  };
}
