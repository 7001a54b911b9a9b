import { deviceNow } from '../clock.ts';
import type { IDBPDatabase } from 'idb';
import { openDevice, openKept } from '../device/database.ts';
import type { Device, Held } from '../device/database.ts';
import type { Lease } from './lead.ts';

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

/** A lease in the storage that the tabs of a browser share, which needs no secure origin. */
export function createLease(name: string, owner: string): Lease {
  /** Reads and writes it in one transaction: tabs come one after another. Null leaves it, undefined ends it. */
  async function change(
    device: IDBPDatabase<Device>,
    next: (held: Held | undefined) => Held | null | undefined,
  ) {
    const work = device.transaction('leases', 'readwrite');
    const after = next(await work.store.get(name));
    if (after) await work.store.put(after, name);
    else if (after === undefined) await work.store.delete(name);
    await work.done;
    return after;
  }

  return {
    take: async () =>
      (await change(await openDevice(), (held) => taken(held, owner, deviceNow()))) !== null,
    give: async () => {
      const device = await openKept();
      if (device) await change(device, (held) => (held?.owner === owner ? undefined : null));
    },
  };
}
