import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { createMemoryLog } from '../sending/op-log.ts';
import type { KeptOp, OpLog } from '../sending/op-log.ts';
import { within } from '../within.ts';
import { openDevice, openKept } from './database.ts';
import type { Device } from './database.ts';

type Work = IDBPTransaction<Device, ['ops', 'refusals'], 'readwrite'>;
const tables = ['ops', 'refusals'] as const;

/** So long, in milliseconds, the device is waited for: an older page that sleeps can hold it for ever. */
const longestWait = 2_000;

/** What the device did not take lasts as long as the page, with all that comes after it. */
const memory = createMemoryLog();
let isWhole = true;

/** True while all that waits is kept on this device, and outlives the page. */
export const keepsAll = (): boolean => isWhole;

/** The log that all tabs of this browser share. */
export const deviceLog: OpLog = {
  async add(op) {
    try {
      const device = isWhole ? await reach(openDevice) : null;
      if (!device) throw new Error('not kept');
      await device.add('ops', op);
    } catch {
      isWhole = false;
      await memory.add(op);
    }
  },
  async list(userId, most) {
    const device = await reach(openKept);
    const kept = (await device?.getAllFromIndex('ops', 'user', userId, most)) ?? [];
    return [...kept, ...(await memory.list(userId))].slice(0, most);
  },
  async settle(settlement) {
    const { gone, refused, changed } = settlement;
    await memory.settle({ ...settlement, refused: [] });
    const work = await begin();
    if (!work) return memory.settle({ gone: [], refused, changed: [] });
    for (const refusal of refused) void work.objectStore('refusals').put(refusal);
    await Promise.all([
      ...changed.map((op) => replace(work, op, op)),
      ...gone.map((op) => replace(work, op, null)),
      work.done,
    ]);
  },
  async refusals(userId) {
    const device = await reach(openKept);
    const kept = (await device?.getAllFromIndex('refusals', 'user', userId)) ?? [];
    return [...kept, ...(await memory.refusals(userId))];
  },
  async dismiss(refusalId) {
    await memory.dismiss(refusalId);
    const device = await reach(openKept);
    await device?.delete('refusals', refusalId);
  },
  async clear(userId) {
    await memory.clear(userId);
    const work = await begin();
    if (!work) return;
    for (const name of tables) {
      const keys = await work.objectStore(name).index('user').getAllKeys(userId);
      for (const key of keys) void work.objectStore(name).delete(key);
    }
    await work.done;
  },
};

/** Null where the browser keeps nothing, or does not come to it. */
function reach(open: () => Promise<IDBPDatabase<Device> | null>) {
  return within(
    longestWait,
    open().catch(() => null),
    null,
  );
}

/** Null where nothing is kept. */
async function begin(): Promise<Work | null> {
  const device = await reach(openKept);
  return device && device.transaction(tables, 'readwrite');
}

/** Puts another in the place of an operation that the log still holds, or nothing. */
async function replace(work: Work, { opId }: KeptOp, next: KeptOp | null): Promise<void> {
  const ops = work.objectStore('ops');
  const at = await ops.index('op').getKey(opId);
  if (at === undefined) return;
  await (next ? ops.put({ ...next, at }) : ops.delete(at));
}
