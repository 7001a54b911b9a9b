import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import { store } from '../store/page-store.ts';
import { rename } from './rename.ts';
import { run } from './run.ts';
import type { Sent } from './run.ts';

type Ref = Pick<TaskOutput, 'id' | 'workspaceId'>;
type Edit = Pick<InputOf<'task.update'>, 'set' | 'add' | 'remove' | 'notesBase' | 'notesBaseText'>;

/** Changes fields of a task. Only what is named changes; sets change by difference. */
export function updateTask(task: Ref, edit: Edit): Sent<'task.update'> {
  return run('task.update', { workspaceId: task.workspaceId, taskId: task.id, ...edit });
}

/** Gives a task another title. `was` is the one that stood there when the writing began. */
export function renameTask(
  task: Ref & Pick<TaskOutput, 'title'>,
  title: string,
  was: string,
): void {
  const text = title.replace(/\s+/gu, ' ').trim();
  // The row may be the one of the writing, and this may run later.
  const now = store.get('tasks', task.id)?.title ?? task.title;
  rename('titleReplaced', { text, was, now }, (next) => {
    updateTask(task, { set: { title: next } });
  });
}
