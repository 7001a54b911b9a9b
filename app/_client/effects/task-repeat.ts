import type { TaskOutput } from '../../../server/task/schema.ts';
import { dayOf } from '../clock.ts';
import type { Scene } from './effect.ts';
import { repeatRules } from './late-repeats.ts';
import type { RepeatInput } from './repeat-rules.ts';
import { dueAfter } from './task-due.ts';
import type { Due, DueInput } from './task-due.ts';

/** When a task is due, and how it repeats. */
export type Schedule = Due & Pick<TaskOutput, 'recurrence'>;
type ScheduleInput = DueInput & { recurrence?: RepeatInput | null | undefined };

/** Due and repeat after an update that names some of their fields. A rule that the server refuses changes nothing. */
export function scheduleAfter(scene: Scene, present: Schedule, input: ScheduleInput): Schedule {
  const { recurrence, ...set } = input;
  if (recurrence) return repeatAfter(scene, present, { recurrence, set });
  const due = dueAfter(present, set);
  if (recurrence === null || present.recurrence === null) return { ...due, recurrence: null };
  return { ...due, timeZone: due.timeZone ?? present.timeZone, recurrence: present.recurrence };
}

type Repeating = { recurrence: RepeatInput; set: DueInput };

function repeatAfter(
  { store, now }: Scene,
  present: Schedule,
  { recurrence, set }: Repeating,
): Schedule {
  const [me = { timeZone: 'UTC', dayStart: '00:00' }] = store.tables.users.rows.values();
  const due = dueAfter(present, set);
  const rules = repeatRules();
  if (!rules) return { ...due, recurrence: present.recurrence };
  const after = rules.seriesAfter(recurrence, {
    present: present.recurrence,
    start: due.dueOn ?? dayOf(Date.parse(now), me),
    isMoved: set.dueOn !== undefined,
  });
  if (after === null) return present;
  const { series, goesOn } = after;
  const dueOn = goesOn ? due.dueOn : series.occurrenceOn;
  const zone = due.timeZone ?? recurrence.timeZone ?? present.timeZone ?? me.timeZone;
  return { ...dueAfter(due, { dueOn }), timeZone: zone, recurrence: series };
}
