import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { readComments } from './read-lists.ts';
import { readOne } from './read-one.ts';
import { readList } from './read-tasks.ts';

/** A task with its subtasks and comments. @throws CallError, `NOT_FOUND` where nobody here may see it */
export async function readTask(taskId: string): Promise<void> {
  const known = store.get('tasks', taskId);
  // Made here a moment ago: the server may not have it yet, and has nothing to add.
  if (known?.version === 0) return;
  const workspaceIds = known ? [known.workspaceId] : [...store.tables.workspaces.rows.keys()];
  const { workspaceId } = await readOne(taskId, workspaceIds);
  await Promise.all([
    readList({ workspaceId, parentId: taskId }, ({ parentId }) => parentId === taskId),
    readComments(taskId),
  ]);
}

/** The id of the task with a key like `HOME-12`; old keys lead to it too. Null where there is none. */
export async function findByKey(key: string): Promise<string | null> {
  const wanted = key.toUpperCase();
  for (const task of store.tables.tasks.rows.values()) if (task.key === wanted) return task.id;
  for (const workspaceId of store.tables.workspaces.rows.keys()) {
    const { items } = await read('task.search', { workspaceId, text: wanted, limit: 5 });
    const hit = items.find(({ where }) => where === 'key');
    if (!hit) continue;
    store.put('tasks', [hit.task]);
    return hit.task.id;
  }
  return null;
}
