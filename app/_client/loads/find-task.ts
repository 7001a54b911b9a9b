import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Outputs } from '../../../server/trpc/root.ts';
import { isOutOfSight } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { readOne } from './read-one.ts';

/** The task with this id, here or in the one of these workspaces that has it; null where none shows it. */
export async function findById(
  id: string,
  workspaceIds: readonly string[],
): Promise<TaskOutput | null> {
  const here = store.get('tasks', id);
  if (here) return here;
  try {
    return await readOne(id, workspaceIds);
  } catch (error) {
    if (isOutOfSight(error)) return null;
    throw error;
  }
}

/** The tasks with a key like `HOME-12` in these workspaces, at most one of each; old keys lead to them too. */
export async function findByKey(
  key: string,
  workspaceIds: readonly string[],
): Promise<TaskOutput[]> {
  const wanted = key.toUpperCase();
  const known = [...store.tables.tasks.rows.values()].filter((task) => task.key === wanted);
  const mark = store.mark();
  const found = await Promise.all(
    workspaceIds.map(async (workspaceId) => {
      const here = known.find((task) => task.workspaceId === workspaceId);
      if (here) return here;
      const { items } = await read('task.search', { workspaceId, text: wanted, limit: 5 });
      return items.find(({ where }) => where === 'key')?.task;
    }),
  );
  const tasks = found.filter((task) => task !== undefined);
  store.put('tasks', tasks, mark);
  return tasks;
}

export type DeletedTask = { workspaceId: string; item: Outputs['trash']['list']['items'][number] };

/** The task with this key where it lies in the trash of these workspaces, to whoever could see it there. */
export async function findDeleted(
  key: string,
  workspaceIds: readonly string[],
): Promise<DeletedTask | null> {
  const wanted = key.toUpperCase();
  for (const workspaceId of workspaceIds) {
    const { items } = await read('trash.list', { workspaceId, text: wanted, limit: 20 });
    const item = items.find((one) => one.entity === 'task' && one.key === wanted);
    if (item) return { workspaceId, item };
  }
  return null;
}
