import type { TaskOutput } from '../../../server/task/schema.ts';

export type Due = Pick<TaskOutput, 'dueOn' | 'dueTime' | 'timeZone' | 'dueAt'>;
export type DueInput = { [K in keyof Due]?: Due[K] | undefined };

/** The due after an update that names some of its fields. The instant is left to the server. */
export function dueAfter(present: Due, set: DueInput): Due {
  if (set.dueOn === null) return { dueOn: null, dueTime: null, timeZone: null, dueAt: null };
  const dueOn = set.dueOn ?? present.dueOn;
  const dueTime = dueOn === null ? null : set.dueTime === undefined ? present.dueTime : set.dueTime;
  const zone = set.timeZone === undefined ? present.timeZone : set.timeZone;
  const timeZone = dueTime === null ? null : zone;
  const same =
    dueOn === present.dueOn && dueTime === present.dueTime && timeZone === present.timeZone;
  return { dueOn, dueTime, timeZone, dueAt: same ? present.dueAt : null };
}
