import type { Page } from '@playwright/test';
import type { KeptRow } from '../app/_client/device/database.ts';
import type { KeptOp, Refusal } from '../app/_client/sending/op-log.ts';

/** What the browser keeps of Cairn in IndexedDB, past the page's code. */
export function storedOn(
  page: Page,
): Promise<{ ops: KeptOp[]; refusals: Refusal[]; rows: KeptRow[] }> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => fail(request.error ?? new Error('not read')));
      });
    const database = await answer(indexedDB.open('cairn'));
    const names = ['ops', 'refusals', 'rows'] as const;
    const read = database.transaction(names);
    const all = names.map((name) => answer<unknown[]>(read.objectStore(name).getAll()));
    const [ops, refusals, rows] = await Promise.all(all);
    database.close();
    return { ops, refusals, rows } as never;
  });
}
