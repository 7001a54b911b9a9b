import { deleteDB, openDB } from 'idb';
import { inComposer, mostKept } from '../store/coming-files.ts';
import type { KeptFile } from '../store/coming-files.ts';
import { openDevice, openKept } from './database.ts';

const both = ['files', 'bytes'] as const;

/** Keeps a file. @returns false where there is no room for it; rejects where the device keeps nothing */
export async function keepFile(file: KeptFile, bytes: Blob): Promise<boolean> {
  const work = (await openDevice()).transaction(both, 'readwrite');
  const files = work.objectStore('files');
  const kept = (await files.getAll()).filter(({ id }) => id !== file.id);
  const hasRoom = kept.reduce((sum, { size }) => sum + size, file.size) <= mostKept;
  if (hasRoom) {
    void files.put(file);
    void work.objectStore('bytes').put(bytes, file.id);
  }
  await work.done;
  return hasRoom;
}

/** The files of a person that are kept here, the first first. */
export async function listFiles(userId: string): Promise<KeptFile[]> {
  const kept = await (await openKept())?.getAllFromIndex('files', 'user', userId);
  return (kept ?? []).toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
}

/** The bytes of a kept file: null where the browser has lost them, undefined where the file is not kept any more. */
export async function readBytes(id: string): Promise<Blob | null | undefined> {
  const work = (await openDevice()).transaction(both);
  const [file, bytes] = await Promise.all([
    work.objectStore('files').getKey(id),
    work.objectStore('bytes').get(id),
  ]);
  return file === undefined ? undefined : (bytes ?? null);
}

/** Keeps what has become of a file; one that is kept no more stays away. */
export async function changeKept(id: string, change: Partial<KeptFile>): Promise<void> {
  const work = (await openDevice()).transaction('files', 'readwrite');
  const kept = await work.store.get(id);
  if (kept) await work.store.put({ ...kept, ...change });
  await work.done;
}

/** Keeps some files no more. */
export async function dropFiles(ids: readonly string[]): Promise<void> {
  const work = (await openKept())?.transaction(both, 'readwrite');
  if (!work) return;
  for (const name of both) for (const id of ids) void work.objectStore(name).delete(id);
  await work.done;
}

/** How much waits on this device, whosever it is: changes, what was refused of them, files. */
export async function countWaiting(): Promise<number> {
  const device = await openKept();
  if (!device) return 0;
  const [ops, refusals, files] = await Promise.all([
    device.count('ops'),
    device.count('refusals'),
    device.getAll('files'),
  ]);
  return ops + refusals + files.filter(({ commentId }) => commentId !== inComposer).length;
}

/** In a database of its own an earlier version kept what a tab was sending. */
export const earlierName = 'cairn-files';
type Earlier = Pick<KeptFile, 'id' | 'userId' | 'workspaceId' | 'taskId' | 'commentId'> & {
  at: number;
  file: File;
};

/** Takes over what an earlier version kept. */
export async function takeEarlier(): Promise<void> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === earlierName)) return;
  const earlier = await openDB(earlierName);
  const has = earlier.objectStoreNames.contains('coming');
  const coming = has ? ((await earlier.getAll('coming')) as Earlier[]) : [];
  for (const { at, file, id, userId, workspaceId, taskId, commentId } of coming) {
    const { name, size } = file;
    const what = { id, userId, tab: '', workspaceId, taskId, commentId, name, size, madeAt: at };
    await keepFile({ ...what, sending: null, isSent: false, problem: null }, file);
  }
  earlier.close();
  await deleteDB(earlierName);
}
