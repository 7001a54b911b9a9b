import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import type { Sent } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Ref = Pick<TaskOutput, 'id' | 'workspaceId'>;
type Edit = Pick<InputOf<'task.update'>, 'set' | 'add' | 'remove'>;

/** Changes fields of a task. Only what is named changes; sets change by difference. */
export function updateTask(task: Ref, edit: Edit): Sent<'task.update'> {
  return run('task.update', { workspaceId: task.workspaceId, taskId: task.id, ...edit });
}

/**
 * Gives a task another title; an empty or equal one changes nothing.
 * @param was the title when the writing began: one that came from elsewhere since then is told, and can be had back
 */
export function renameTask(
  task: Ref & Pick<TaskOutput, 'title'>,
  title: string,
  was: string,
): void {
  const text = title.replace(/\s+/gu, ' ').trim();
  if (text === '' || text === was || text === task.title) return;
  const mine = gesture(() => void updateTask(task, { set: { title: text } }));
  if (task.title === was) return;
  const values = { title: task.title };
  notify({ kind: 'done', what: 'titleReplaced', values, undo: () => undoGesture(mine) });
}

/** Puts on or takes off one label. */
export function toggleLabel(task: Ref & Pick<TaskOutput, 'labelIds'>, labelId: string): void {
  const has = task.labelIds.some((id) => id === labelId);
  updateTask(task, has ? { remove: { labelIds: [labelId] } } : { add: { labelIds: [labelId] } });
}

/** Assigns or takes off one person. */
export function toggleAssignee(task: Ref & Pick<TaskOutput, 'assigneeIds'>, userId: string): void {
  const has = task.assigneeIds.some((id) => id === userId);
  const change = has ? { remove: [userId] } : { add: [userId] };
  run('task.assign', { workspaceId: task.workspaceId, taskId: task.id, ...change });
}
