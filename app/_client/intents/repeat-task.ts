import type { TaskOutput } from '../../../server/task/schema.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** A task that repeats. */
export type Repeating = TaskOutput & { recurrence: NonNullable<TaskOutput['recurrence']> };

/** Leaves the present occurrence out: the task goes on to the next. */
export function skipOccurrence(task: Repeating): void {
  const { workspaceId, id: taskId, recurrence } = task;
  const { occurrenceOn } = recurrence;
  const mine = gesture(() => run('task.skip', { workspaceId, taskId, occurrenceOn }));
  tell('occurrenceSkipped', task, mine);
}

/** Holds a series: nothing is missed until it goes on. */
export function pauseTask(task: Repeating): void {
  const { workspaceId, id: taskId } = task;
  const mine = gesture(() => run('task.pause', { workspaceId, taskId }));
  tell('repeatPaused', task, mine);
}

/** Goes on after a pause, at the first day from today on. */
export function resumeTask(task: Repeating): void {
  const { workspaceId, id: taskId } = task;
  const mine = gesture(() => run('task.resume', { workspaceId, taskId }));
  tell('repeatResumed', task, mine);
}

function tell(
  what: 'occurrenceSkipped' | 'repeatPaused' | 'repeatResumed',
  { title }: TaskOutput,
  mine: Parameters<typeof undoGesture>[0],
): void {
  notify({ kind: 'done', what, values: { title }, undo: () => undoGesture(mine) });
}
