import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';

type When = ReminderOutput['when'];
type Due = Pick<TaskOutput, 'dueOn' | 'dueTime'>;

const before = (minutesBefore: number, time = '09:00'): When => ({
  kind: 'relative',
  minutesBefore,
  time,
});
const day = 24 * 60;
const beforeTime = [before(0), before(10), before(60), before(day)];
const beforeDay = [before(0), before(day, '18:00')];

/** What is offered for a due, without what is set already; nothing where the task has no due. */
export function usualReminders({ dueOn, dueTime }: Due, set: readonly When[]): When[] {
  if (dueOn === null) return [];
  const isSet = (one: When) => set.some((other) => isSame(one, other, dueTime !== null));
  return (dueTime === null ? beforeDay : beforeTime).filter((one) => !isSet(one));
}

/** The time of day of one before a due counts only where the due has none. */
function isSame(one: When, other: When, isTimed: boolean): boolean {
  if (one.kind !== 'relative' || other.kind !== 'relative') return false;
  return one.minutesBefore === other.minutesBefore && (isTimed || one.time === other.time);
}
