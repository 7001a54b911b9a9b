import { isProblem, writeRule } from '../../../server/domain/recurrence/rule.ts';
import { taskRule } from '../../../server/domain/recurrence/series.ts';
import { beginSeries, hasSameDays } from '../../../server/domain/recurrence/task-series.ts';
import type { RepeatSettings } from '../../../server/domain/recurrence/task-series.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { dayOf } from '../clock.ts';
import type { InputOf } from '../contract.ts';
import type { Scene } from './effect.ts';
import { dueAfter } from './task-due.ts';
import type { Due, DueInput } from './task-due.ts';

type RepeatInput = NonNullable<InputOf<'task.create'>['recurrence']>;
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
  const rule = taskRule(recurrence.rrule);
  if (isProblem(rule)) return present;
  const settings = settingsOf(recurrence, writeRule(rule));
  const due = dueAfter(present, set);
  const start = due.dueOn ?? dayOf(Date.parse(now), me);
  const standing = present.recurrence;
  const goesOn = hasSameDays(standing, settings) && set.dueOn === undefined;
  const series = goesOn ? { ...standing, ...settings } : beginSeries(settings, { start });
  if (series === null) return present;
  const dueOn = goesOn ? due.dueOn : series.occurrenceOn;
  const zone = due.timeZone ?? recurrence.timeZone ?? present.timeZone ?? me.timeZone;
  return { ...dueAfter(due, { dueOn }), timeZone: zone, recurrence: series };
}

function settingsOf(recurrence: RepeatInput, rrule: string): RepeatSettings {
  const { rdates = [], exdates = [], resetSubtasks = false } = recurrence;
  const { anchor = 'schedule', missedPolicy = 'keep-one' } = recurrence;
  return { rrule, rdates, exdates, anchor, missedPolicy, resetSubtasks };
}
