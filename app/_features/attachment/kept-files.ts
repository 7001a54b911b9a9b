import { withStorage } from '../../_client/storage.ts';

/** A file that was being sent, as the browser keeps it over a reload. */
export type KeptFile = {
  id: string;
  tab: string;
  userId: string;
  at: number;
  workspaceId: string;
  taskId: string;
  commentId: string | null;
  url: string | null;
  file: File;
};

const lifetime = 24 * 60 * 60 * 1000;

/** Forgets all of this tab's at its end, or when the person signs out: `cairn.` goes then. */
const tabKey = 'cairn.files';

/** The name of this tab, over reloads; null where the browser keeps nothing. */
export function tabName(fresh: string): string | null {
  return withStorage('sessionStorage', (storage) => {
    const known = storage.getItem(tabKey);
    if (known === null) storage.setItem(tabKey, fresh);
    return known ?? fresh;
  });
}

function open(): Promise<IDBDatabase> {
  const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  const request = indexedDB.open('cairn-files', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('coming', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('the browser keeps no files'));
  return promise;
}

/** Works on what is kept. Null where the browser keeps nothing: then only a reload loses what is being sent. */
async function work<T>(ask: (files: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const database = await open();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const request = ask(database.transaction('coming', 'readwrite').objectStore('coming'));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser kept no file'));
    return await promise.finally(() => database.close());
  } catch {
    return null;
  }
}

/** Keeps a file, or what has become of it. */
export async function keepFile(kept: KeptFile): Promise<void> {
  await work((files) => files.put(kept));
}

export async function dropKept(id: string): Promise<void> {
  await work((files) => files.delete(id));
}

/** What this tab was sending for this person. What is a day old, and what another person sent, goes. */
export async function takeKept(who: {
  tab: string;
  userId: string;
  now: number;
}): Promise<KeptFile[]> {
  const all = ((await work((files) => files.getAll())) ?? []) as KeptFile[];
  const isOld = (kept: KeptFile) => who.now - kept.at > lifetime || kept.userId !== who.userId;
  await Promise.all(all.filter(isOld).map(({ id }) => dropKept(id)));
  return all.filter((kept) => !isOld(kept) && kept.tab === who.tab);
}
