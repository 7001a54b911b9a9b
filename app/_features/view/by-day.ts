import type { TaskOutput } from '../../../server/task/schema.ts';
import type { TasksByDay } from '../../_client/store/days.ts';

type Dated = Pick<TaskOutput, 'id' | 'dueOn'>;

/** Ids of tasks by the day on which they are due, on each as they were sorted; and those that are due on none. */
export function byDay(tasks: readonly Dated[]): { days: TasksByDay; undated: readonly string[] } {
  const days: Record<string, string[]> = {};
  const undated: string[] = [];
  for (const { id, dueOn } of tasks) {
    if (dueOn === null) undated.push(id);
    else (days[dueOn] ??= []).push(id);
  }
  return { days, undated };
}
