import type { Store } from './store.ts';

/**
 * True where an open task that is here blocks this one, in no archived project: what is deleted, or hangs from what is,
 * is not here, nor what the person does not see. The server says the same (`server/task/blocked-sql.ts`).
 */
export function isBlocked(store: Store, taskId: string): boolean {
  return store.relationsOf(taskId).some((id) => {
    const relation = store.get('relations', id);
    if (relation?.kind !== 'blocks' || relation.toTaskId !== taskId) return false;
    const blocker = store.get('tasks', relation.fromTaskId);
    if (blocker?.status !== 'open') return false;
    return store.get('projects', blocker.projectId)?.archivedAt === null;
  });
}
