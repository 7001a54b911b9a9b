import { deleteDB } from 'idb';
import { shutStorage, withStorage } from '../storage.ts';
import { deviceName, openKept, shutDevice } from './database.ts';
import { within } from '../within.ts';
import { earlierName } from './device-files.ts';

/** So long, in milliseconds, a page that sleeps may keep a database from going; what was in it is gone by then. */
const longestWait = 2_000;

/** Deletes all that Cairn keeps in this browser, whosever it is; this page keeps nothing after it. */
export async function wipeDevice(): Promise<void> {
  for (const which of ['localStorage', 'sessionStorage'] as const)
    withStorage(which, (storage) => {
      for (const key of Object.keys(storage)) if (key.startsWith('cairn.')) storage.removeItem(key);
    });
  shutStorage();
  await Promise.all([wipeDatabases(), wipeCaches()]);
}

async function wipeDatabases(): Promise<void> {
  if (typeof indexedDB === 'undefined') return;
  const device = await openKept().catch(() => null);
  if (device) {
    const all = device.transaction([...device.objectStoreNames], 'readwrite');
    await Promise.all([...device.objectStoreNames].map((name) => all.objectStore(name).clear()));
    await all.done;
  }
  await shutDevice();
  await Promise.all([deviceName, earlierName].map(deleteWhole));
}

async function deleteWhole(name: string): Promise<void> {
  await within(longestWait, deleteDB(name), undefined);
}

/** What the service worker keeps, and the worker itself. Over plain HTTP there is neither. */
async function wipeCaches(): Promise<void> {
  if ('serviceWorker' in navigator) {
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.map((worker) => worker.unregister()));
  }
  if (typeof caches === 'undefined') return;
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
