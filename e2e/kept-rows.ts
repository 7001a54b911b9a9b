import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

type Kept<T> = { table: string; row: T };
type Owner = { copy: { whole: string[] } | null };

/** What this browser's device has, of the rows or of whose they are. */
function readDevice<T>(page: Page, store: 'rows' | 'owner'): Promise<T[]> {
  return page.evaluate(
    (name) =>
      new Promise<T[]>((resolve, reject) => {
        const opening = indexedDB.open('cairn');
        opening.onerror = () => reject(opening.error ?? new Error('not opened'));
        opening.onsuccess = () => {
          const all = opening.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as T[]);
          };
        };
      }),
    store,
  );
}

/** The rows of a table that the device has. */
export async function keptRows<T>(page: Page, table: string): Promise<T[]> {
  const all = await readDevice<Kept<T>>(page, 'rows');
  return all.flatMap((kept) => (kept.table === table ? [kept.row] : []));
}

/** Waits until the device has all that its person sees. */
export async function keptWhole(page: Page, workspaces = 1): Promise<void> {
  const whole = async () => (await readDevice<Owner>(page, 'owner'))[0]?.copy?.whole.length;
  await expect.poll(whole, { timeout: 30_000 }).toBe(workspaces);
}
