import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';

type Relative = Extract<ReminderOutput['when'], { kind: 'relative' }>;
type Due = Pick<TaskOutput, 'dueOn' | 'dueTime'>;
type Known = {
  /** What is set already. */
  set: readonly ReminderOutput['when'][];
  /** `YYYY-MM-DD HH:MM` now, on the wall by which the due is read; null where passed ones wait for the next due. */
  now: string | null;
};

const before = (minutesBefore: number, time = '09:00'): Relative => ({
  kind: 'relative',
  minutesBefore,
  time,
});
const day = 24 * 60;
const beforeTime = [before(0), before(10), before(60), before(day)];
const beforeDay = [before(0), before(day, '18:00')];

/** What is offered for a due, without what is set already and what has passed; nothing where the task has no due. */
export function usualReminders({ dueOn, dueTime }: Due, { set, now }: Known): Relative[] {
  if (dueOn === null) return [];
  return (dueTime === null ? beforeDay : beforeTime).filter((one) => {
    const isSet = set.some((other) => isSame(one, other, dueTime !== null));
    return !isSet && (now === null || wallOf(one, `${dueOn}T${dueTime ?? one.time}Z`) > now);
  });
}

/** The time of day of one before a due counts only where the due has none. */
function isSame(one: Relative, other: ReminderOutput['when'], isTimed: boolean): boolean {
  if (other.kind !== 'relative') return false;
  return one.minutesBefore === other.minutesBefore && (isTimed || one.time === other.time);
}

/** When it would go off by a clock that is never changed: near enough for what is offered. */
function wallOf({ minutesBefore }: Relative, due: string): string {
  const at = new Date(Date.parse(due) - minutesBefore * 60_000);
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
