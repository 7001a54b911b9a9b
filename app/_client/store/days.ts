import { isMine, isShown } from './hot.ts';
import { memoized } from './memoized.ts';
import type { Store } from './store.ts';

/** Days from one (inclusive) to another (exclusive); null: without an end. */
export type DaySpan = { from: string; before: string | null };

/** Ids of tasks by the day on which they are due, in the order of the days, on each day by time. */
export type TasksByDay = Readonly<Record<string, readonly string[]>>;

/**
 * The person's open tasks that are due within these days, with those that are leaving. Mine as in Today. Worked out
 * again only once something of it may have changed.
 */
export const selectDaysOf = (span: DaySpan): ((store: Store) => TasksByDay) =>
  memoized((store) => tasksIn(store, span), ['pressing', 'projects', 'users']);

function tasksIn(store: Store, { from, before }: DaySpan): TasksByDay {
  const [me] = store.tables.users.rows.keys();
  const days: Record<string, string[]> = {};
  for (const id of store.due()) {
    const task = store.get('tasks', id);
    if (!task || task.dueOn === null || task.dueOn < from) continue;
    // They stand by due: what is later is not looked at.
    if (before !== null && task.dueOn >= before) break;
    const isPaused = task.recurrence?.pausedAt != null;
    if (!isPaused && isMine(task, me) && isShown(store, task)) (days[task.dueOn] ??= []).push(id);
  }
  return days;
}
