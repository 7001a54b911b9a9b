import { occurrencesAhead } from '../../../server/domain/recurrence/ahead.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Shown } from './span.ts';

/** Ids of the tasks that will come again on a day, by day: of those that repeat and are due before. */
export type Ghosts = ReadonlyMap<string, readonly string[]>;

type Repeating = Pick<TaskOutput, 'dueOn' | 'recurrence' | 'status'> & { id: string };

/** The coming occurrences of tasks within the shown days, from today on. */
export function ghostsOf(
  tasks: readonly Repeating[],
  { from, before }: Shown,
  today: string,
): Ghosts {
  const ghosts = new Map<string, string[]>();
  const span = { from: from > today ? from : today, before };
  for (const { id, dueOn, recurrence, status } of tasks) {
    if (!recurrence || status !== 'open') continue;
    for (const day of occurrencesAhead(recurrence, span)) {
      if (day === dueOn) continue;
      const there = ghosts.get(day);
      if (there) there.push(id);
      else ghosts.set(day, [id]);
    }
  }
  return ghosts;
}
