import { store } from '../store/page-store.ts';
import { readComments, readRelations } from './read-lists.ts';
import { readOne } from './read-one.ts';
import { readList } from './read-tasks.ts';

/** A task with its subtasks, comments and relations. @throws CallError, `NOT_FOUND` where nobody here may see it */
export async function readTask(taskId: string): Promise<void> {
  const known = store.get('tasks', taskId);
  // Made here a moment ago: the server may not have it yet, and has nothing to add.
  if (known?.version === 0) return;
  const workspaceIds = known ? [known.workspaceId] : [...store.tables.workspaces.rows.keys()];
  const { workspaceId } = await readOne(taskId, workspaceIds);
  await Promise.all([
    readList({ workspaceId, parentId: taskId }, ({ parentId }) => parentId === taskId),
    readComments(taskId),
    readRelations(taskId),
  ]);
}
