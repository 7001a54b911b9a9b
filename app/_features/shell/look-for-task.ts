import { isUuid } from '../../../server/domain/uuid.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { findById, findByKey, findDeleted } from '../../_client/loads/find-task.ts';
import type { DeletedTask } from '../../_client/loads/find-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { workspaceAt } from '../workspace/workspace-path.ts';

/** What is known of a task that an address names. */
export type Found = {
  taskId: string | null;
  status: 'idle' | 'looking' | 'found' | 'deleted' | 'missing' | 'several' | 'failed';
  /** Where it lies in the trash. */
  deleted: DeletedTask | null;
  /** Where several workspaces have a task of this key, and none of them was named. */
  choices: readonly TaskOutput[];
};

const idle: Found = { taskId: null, status: 'idle', deleted: null, choices: [] };
const missing: Found = { ...idle, status: 'missing' };
const found = (taskId: string): Found => ({ ...idle, taskId, status: 'found' });

/**
 * By its id, as a notification names it, also where the page has not read it yet. By its key in the named workspace;
 * without a name in the personal one, then in all others, then in the trash.
 */
export async function lookForTask(ref: string, tail: string | null): Promise<Found> {
  const all = [...store.tables.workspaces.rows.keys()];
  const here = workspaceAt(store, tail)?.id;
  const named = here === undefined ? [] : [here];
  if (isUuid(ref)) {
    const task = await findById(ref, tail === null ? all : named);
    return task ? found(task.id) : missing;
  }
  const [own] = await findByKey(ref, named);
  if (own) return found(own.id);
  const others = all.filter((id) => id !== here);
  const hits = tail === null ? await findByKey(ref, others) : [];
  const [only] = hits;
  if (only && hits.length === 1) return found(only.id);
  if (only) return { ...idle, status: 'several', choices: hits };
  const deleted = await findDeleted(ref, tail === null ? [...named, ...others] : named);
  return deleted ? { ...idle, status: 'deleted', deleted } : missing;
}
