import type { TaskEdit } from './apply-tasks.ts';
import type { ScopedTask } from './scope.ts';

type Edit = (row: ScopedTask, now: string) => Omit<TaskEdit, 'row'>;

/** The actions that need nothing but the task itself. One that is in that state already is left as it is. */
const edits = {
  complete: ({ status, completedAt }, now) => ({
    type: 'task.completed',
    patch: { status: 'done', completedAt: status === 'done' ? completedAt : now },
  }),
  reopen: () => ({ type: 'task.reopened', patch: { status: 'open', completedAt: null } }),
  cancel: ({ status, completedAt }, now) => ({
    type: 'task.cancelled',
    patch: { status: 'cancelled', completedAt: status === 'cancelled' ? completedAt : now },
  }),
  delete: (_, now) => ({ type: 'task.deleted', patch: { deletedAt: now } }),
  restore: () => ({ type: 'task.restored', patch: { deletedAt: null } }),
} satisfies Record<string, Edit>;

/** What an action makes of a task. */
export function editTask(row: ScopedTask, action: keyof typeof edits, now: string): TaskEdit {
  const edit: Edit = edits[action];
  return { row, ...edit(row, now) };
}
