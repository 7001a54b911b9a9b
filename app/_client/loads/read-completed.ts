import type { Reads } from '../contract.ts';
import { read } from '../sending/read.ts';
import { completionKey, completionOf } from '../store/completed.ts';
import type { Completion } from '../store/completed.ts';
import { store } from '../store/page-store.ts';

export type CompletedPage = { items: readonly Completion[]; nextCursor: string | null };
export type CompletedAsked = Pick<
  Reads['task.listCompleted']['input'],
  'workspaceId' | 'by' | 'cursor'
>;

const pageSize = 50;

/** One page of what was completed, its tasks in the store. One of which nothing is left says only where to go on. @throws CallError */
export async function readCompleted(asked: CompletedAsked): Promise<CompletedPage> {
  let cursor: string | null | undefined = asked.cursor;
  for (;;) {
    const askedAt = store.mark();
    const page: Reads['task.listCompleted']['output'] = await read('task.listCompleted', {
      ...asked,
      ...(cursor && { cursor }),
      limit: pageSize,
    });
    const tasks = page.items.map(({ task }) => task);
    store.put('tasks', tasks, askedAt);
    cursor = page.nextCursor;
    if (page.items.length > 0 || cursor === null)
      return { items: page.items.map(completionOf), nextCursor: cursor };
  }
}

/**
 * The newest page anew, with what was read below it. Where the two do not meet, more happened in between than a page
 * holds: then the newest stands alone, and the rest is read again as one scrolls.
 */
export function withNewest(was: CompletedPage, newest: CompletedPage): CompletedPage {
  const last = newest.items.at(-1);
  if (newest.nextCursor === null || !last) return newest;
  const keys = new Set(newest.items.map(completionKey));
  // The same completion: of a task that was opened and completed again another one tells nothing of what lies between.
  const moments = new Set(newest.items.map(momentOf));
  const meet = was.items.some((one) => moments.has(momentOf(one)));
  const older = was.items.filter(
    (one) => !keys.has(completionKey(one)) && one.completedAt <= last.completedAt,
  );
  if (!meet || older.length === 0) return newest;
  return { items: [...newest.items, ...older], nextCursor: was.nextCursor };
}

const momentOf = (one: Completion): string => `${completionKey(one)} ${one.completedAt}`;

/** An older page below what is there. */
export function withOlder(was: CompletedPage, older: CompletedPage): CompletedPage {
  const keys = new Set(was.items.map(completionKey));
  return {
    items: [...was.items, ...older.items.filter((one) => !keys.has(completionKey(one)))],
    nextCursor: older.nextCursor,
  };
}
