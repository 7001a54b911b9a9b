import type { Page } from '@playwright/test';
import type { KeptRow, Owner } from '../app/_client/device/database.ts';
import type { KeptOp, Refusal } from '../app/_client/sending/op-log.ts';

type Stored = {
  ops: KeptOp[];
  refusals: Refusal[];
  rows: KeptRow[];
  owner: Owner[];
  /** Of how many files the bytes are kept. */
  bytes: number;
};

/** What the browser keeps of Cairn in IndexedDB, past the page's code, which alone makes it: nothing until then. */
export function storedOn(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => fail(request.error ?? new Error('not read')));
      });
    const opening = indexedDB.open('cairn');
    let isNew = false;
    opening.addEventListener('upgradeneeded', () => {
      isNew = true;
      opening.transaction?.abort();
    });
    const database = await answer(opening).catch((error: unknown) => {
      if (!isNew) throw error;
    });
    if (!database) return { ops: [], refusals: [], rows: [], owner: [], bytes: 0 };
    const names = ['ops', 'refusals', 'rows', 'owner'] as const;
    const read = database.transaction([...names, 'bytes']);
    const counting = answer(read.objectStore('bytes').count());
    const all = names.map((name) => answer<unknown[]>(read.objectStore(name).getAll()));
    const [ops, refusals, rows, owner] = await Promise.all(all);
    const bytes = await counting;
    database.close();
    return { ops, refusals, rows, owner, bytes } as never;
  });
}
