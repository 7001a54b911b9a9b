import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { applyTasks } from './apply-tasks.ts';
import { getLastCompletion } from './get-last-completion.ts';
import { listReopenings } from './list-reopenings.ts';
import type { TaskOutput } from './schema.ts';
import type { ScopedTask } from './scope.ts';
import { takeOccurrenceBack } from './take-occurrence-back.ts';

/**
 * Opens closed tasks again, and takes the last occurrence of those back that repeat. Open ones are left as they are.
 * @returns the tasks as they are now, in their order
 */
export async function reopenTasks(
  w: WriteCtx,
  record: Record,
  rows: readonly ScopedTask[],
): Promise<TaskOutput[]> {
  const reopened = new Map<TaskId, TaskOutput>();
  for (const row of rows) {
    const change = row.status === 'open' ? null : await getLastCompletion(w, row);
    if (change) reopened.set(row.id, await takeOccurrenceBack(w, record, { row, change }));
  }
  const others = rows.filter(({ id }) => !reopened.has(id));
  const edits = await listReopenings(w, others);
  for (const task of await applyTasks(w, record, edits)) reopened.set(task.id, task);
  return rows.flatMap(({ id }) => reopened.get(id) ?? []);
}
