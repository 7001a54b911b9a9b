import type { Advance } from '../domain/recurrence/task-series.ts';
import type { TaskPatch } from './apply-tasks.ts';
import { deriveTaskDue } from './derive-task-due.ts';
import type { ScopedTask } from './scope.ts';

/** The columns of a task at another occurrence: its time and zone stay. */
export function advanceTo(row: ScopedTask, advance: Advance): TaskPatch {
  const options = { seriesZone: row.timeZone, path: [] };
  return { ...deriveTaskDue(row, { dueOn: advance.dueOn }, options), ...advance };
}
