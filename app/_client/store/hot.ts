import type { TaskOutput } from '../../../server/task/schema.ts';
import { isBlocked } from './blocked.ts';
import type { Store } from './store.ts';

/** What a person needs today, as `task.listHot` has it: overdue by due, then today by time, then urgent without date. */
export type Hot = {
  overdue: readonly string[];
  today: readonly string[];
  urgent: readonly string[];
};

export const emptyHot: Hot = { overdue: [], today: [], urgent: [] };

/** The same rule as the server's, over the rows that are here: mine, not paused, not blocked, not starting later, due by today or urgent. */
export function selectHot(store: Store, day: string): Hot {
  const [me] = store.tables.users.rows.keys();
  const overdue: string[] = [];
  const today: string[] = [];
  const urgent: string[] = [];
  const seen = (id: string): TaskOutput | null => {
    const task = store.get('tasks', id);
    if (!task || !isMine(task, me) || (task.startOn ?? '') > day) return null;
    if (task.recurrence !== null && task.recurrence.pausedAt !== null) return null;
    return isShown(store, task) && !isBlocked(store, id) ? task : null;
  };
  for (const id of store.due()) {
    const dueOn = store.get('tasks', id)?.dueOn ?? '';
    // They stand by due: what is later is not looked at.
    if (dueOn > day) break;
    if (seen(id)) (dueOn < day ? overdue : today).push(id);
  }
  for (const id of store.urgent()) {
    const task = seen(id);
    if (task && (task.dueOn === null || task.dueOn > day)) urgent.push(id);
  }
  return { overdue, today, urgent };
}

/** I am an assignee; or nobody is and I made it. */
export function isMine(task: TaskOutput, me: string | undefined): boolean {
  return task.assigneeIds.length === 0
    ? task.createdBy === me
    : task.assigneeIds.some((id) => id === me);
}

/** False where the project is archived. */
export function isShown(store: Store, task: TaskOutput): boolean {
  return store.get('projects', task.projectId)?.archivedAt === null;
}
