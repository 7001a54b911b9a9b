import type { Page } from '@playwright/test';
import type { KeptRow, Owner } from '../app/_client/device/database.ts';
import type { KeptOp, Refusal } from '../app/_client/sending/op-log.ts';

type Stored = { ops: KeptOp[]; refusals: Refusal[]; rows: KeptRow[]; owner: Owner[] };

/** What the browser keeps of Cairn in IndexedDB, past the page's code. */
export function storedOn(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => fail(request.error ?? new Error('not read')));
      });
    const database = await answer(indexedDB.open('cairn'));
    const names = ['ops', 'refusals', 'rows', 'owner'] as const;
    const read = database.transaction(names);
    const all = names.map((name) => answer<unknown[]>(read.objectStore(name).getAll()));
    const [ops, refusals, rows, owner] = await Promise.all(all);
    database.close();
    return { ops, refusals, rows, owner } as never;
  });
}
