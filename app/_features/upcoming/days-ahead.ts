import type { TasksByDay } from '../../_client/store/days.ts';
import { addDays } from '../../_client/clock.ts';

/** So many days have a place in Upcoming although nothing is due on them. */
const shownAnyway = 14;

/** What Upcoming shows in its order: null stands for all that is overdue, first, if there is any. */
export type Ahead = { day: string | null; ids: readonly string[] };

/**
 * The parts of Upcoming: overdue, each day of the next two weeks, then the days on which something is due.
 * @param today `YYYY-MM-DD`
 */
export function daysAhead(today: string, tasks: TasksByDay): Ahead[] {
  const days = Object.keys(tasks).toSorted();
  const overdue = days.filter((day) => day < today).flatMap((day) => tasks[day] ?? []);
  const next = Array.from({ length: shownAnyway }, (_, index) => addDays(today, index));
  const end = addDays(today, shownAnyway);
  const later = days.filter((day) => day >= end);
  return [
    ...(overdue.length > 0 ? [{ day: null, ids: overdue }] : []),
    ...[...next, ...later].map((day) => ({ day, ids: tasks[day] ?? [] })),
  ];
}
