import type { TaskOutput } from '../../../server/task/schema.ts';
import { CallError, callErrorOf, isOutOfSight } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';

/**
 * Reads one task from the workspace that has it; where none shows it any more, it goes out of sight here too.
 * @throws CallError, one of `isOutOfSight` then
 */
export async function readOne(
  taskId: string,
  workspaceIds: readonly string[],
): Promise<TaskOutput> {
  const mark = store.mark();
  const answers = await Promise.allSettled(
    workspaceIds.map((workspaceId) => read('task.get', { workspaceId, taskId })),
  );
  const found = answers.find((answer) => answer.status === 'fulfilled');
  if (found) {
    store.put('tasks', [found.value], mark);
    return found.value;
  }
  const failures = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [callErrorOf(answer.reason)] : [],
  );
  const unsure = failures.find((error) => !isOutOfSight(error));
  if (unsure) throw unsure;
  store.lose('tasks', taskId, mark);
  throw failures[0] ?? new CallError('NOT_FOUND', 'There is no such task here.');
}
