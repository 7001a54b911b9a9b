import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Reads } from '../contract.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { untilPainted } from '../until-painted.ts';

type Filter = Omit<Reads['task.list']['input'], 'cursor' | 'limit'>;
type Page = Reads['task.list']['output'];

const pageSize = 200;

/**
 * Reads all pages of a list into the store: the first is seen before more is asked for, each of the others comes while
 * the next is on its way. @returns the ids of all
 */
async function readPages(filter: Filter, mark: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const readPage = (cursor?: string): Promise<Page> =>
    read('task.list', { ...filter, limit: pageSize, ...(cursor !== undefined && { cursor }) });
  const readAfter = ({ nextCursor }: Page) => (nextCursor === null ? null : readPage(nextCursor));
  const take = ({ items }: Page) => {
    store.put('tasks', items, mark);
    for (const { id } of items) seen.add(id);
  };
  const first = await readPage();
  take(first);
  if (first.nextCursor !== null) await untilPainted();
  let coming = readAfter(first);
  while (coming !== null) {
    const page: Page = await coming;
    coming = readAfter(page);
    take(page);
  }
  return seen;
}

/** Reads the first page of a list into the store. @returns whether that is all; then others of its scope are forgotten */
export async function readStart(
  filter: Filter,
  holds: (task: TaskOutput) => boolean,
): Promise<boolean> {
  const mark = store.mark();
  const { items, nextCursor } = await read('task.list', { ...filter, limit: pageSize });
  const isAll = nextCursor === null;
  store.batch(() => {
    store.put('tasks', items, mark);
    const seen = new Set<string>(items.map(({ id }) => id));
    if (isAll) store.tables.tasks.prune(holds, seen, mark);
  });
  return isAll;
}

/** Reads a whole list, and forgets tasks of its scope that are no longer in it. */
export async function readList(
  filter: Filter,
  holds: (task: TaskOutput) => boolean,
): Promise<void> {
  const mark = store.mark();
  const seen = await readPages(filter, mark);
  store.batch(() => store.tables.tasks.prune(holds, seen, mark));
}

/** The open tasks with a label. */
export async function readLabelled(labelId: string): Promise<void> {
  const workspaceId = store.get('labels', labelId)?.workspaceId;
  if (!workspaceId) return;
  await readList(
    { workspaceId, labelIds: [labelId], status: 'open' },
    (task) => task.status === 'open' && task.labelIds.some((id) => id === labelId),
  );
}

/**
 * The open tasks of all workspaces that are due within some days.
 * @param span `2026-11-01..2026-12-01`: the second day is not of it; `2026-11-01..` has no end
 */
export async function readDue(span: string): Promise<void> {
  const [dueAfter = '', dueBefore = ''] = span.split('..');
  const days = { dueAfter, ...(dueBefore !== '' && { dueBefore }) };
  const isWithin = (dueOn: string) => dueOn >= dueAfter && (dueBefore === '' || dueOn < dueBefore);
  const ids = [...store.tables.workspaces.rows.keys()];
  await Promise.all(
    ids.map((workspaceId) =>
      readList(
        { workspaceId, status: 'open', sort: 'due', ...days },
        (task) =>
          task.workspaceId === workspaceId &&
          task.status === 'open' &&
          task.dueOn !== null &&
          isWithin(task.dueOn),
      ),
    ),
  );
}
