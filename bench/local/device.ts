import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** What a browser keeps for a page: the names of what was read, whether workspaces are whole, how much waits. */
type Kept = { loads: readonly string[]; isWhole: boolean; waiting: number };
type Owner = { loads: string[]; copy: { whole: string[] } | null };

/** Reads what is kept, past the page. Nothing is kept before the page has made its database. */
export function readKept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const nothing = { loads: [], isWhole: false, waiting: 0 };
    const made = await indexedDB.databases();
    if (!made.some(({ name, version = 0 }) => name === 'cairn' && version > 1)) return nothing;
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('not read'));
      });
    const db = await answer(indexedDB.open('cairn'));
    try {
      const work = db.transaction(['owner', 'ops']);
      const owner = answer<Owner | undefined>(work.objectStore('owner').get('owner'));
      const waiting = answer(work.objectStore('ops').count());
      const { loads = [], copy = null } = (await owner) ?? {};
      const isWhole = (copy?.whole.length ?? 0) > 0;
      return { loads, isWhole, waiting: await waiting };
    } finally {
      db.close();
    }
  });
}

/** Asks every so often until whole workspaces are kept. @returns whether they are by then */
export async function isWholeWithin(page: Page, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if ((await readKept(page)).isWhole) return true;
    await sleep(100);
  }
  return false;
}
