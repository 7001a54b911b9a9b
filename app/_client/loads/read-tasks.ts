import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Reads } from '../contract.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';

type Filter = Omit<Reads['task.list']['input'], 'cursor' | 'limit'>;

/** Reads all pages of a list into the store, each as it comes. @returns the ids of all of them */
async function readPages(filter: Filter): Promise<Set<string>> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Reads['task.list']['output'] = await read('task.list', {
      ...filter,
      limit: 100,
      ...(cursor !== null && { cursor }),
    });
    store.put('tasks', page.items);
    for (const { id } of page.items) seen.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return seen;
}

/** Reads a whole list, and forgets tasks of its scope that are no longer in it. */
export async function readList(
  filter: Filter,
  holds: (task: TaskOutput) => boolean,
): Promise<void> {
  const mark = store.mark();
  const seen = await readPages(filter);
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
