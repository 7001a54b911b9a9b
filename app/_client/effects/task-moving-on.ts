import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import type { Patch } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { edit } from './effect.ts';
import type { Scene } from './effect.ts';
import { repeatRules } from './late-repeats.ts';
import { leaveOccurrence, planClosing, planReset } from './task-closing.ts';

type Repeating = TaskOutput & { recurrence: NonNullable<TaskOutput['recurrence']> };

/** An open task that repeats. */
function repeatingIn(store: Store, taskId: string): Repeating | null {
  const task = store.get('tasks', taskId);
  return task?.recurrence && task.status === 'open' ? (task as Repeating) : null;
}

/** Leaving an occurrence out. Another than the present one changes nothing. */
export function planSkip(scene: Scene, { taskId, occurrenceOn }: InputOf<'task.skip'>): Patch[] {
  const task = repeatingIn(scene.store, taskId);
  const rules = repeatRules();
  if (!task || !rules || task.recurrence.occurrenceOn !== occurrenceOn) return [];
  const next = rules.afterSkip(task);
  if (!next) return planClosing(scene, taskId, 'cancelled');
  return [leaveOccurrence(task, next, () => ({})), ...planReset(scene, task)];
}

/** Pausing a series. */
export function planPause({ store, now }: Scene, { taskId }: InputOf<'task.pause'>): Patch[] {
  if (!repeatingIn(store, taskId)) return [];
  return [
    edit('tasks', taskId, ({ recurrence }) => ({
      recurrence: recurrence && { ...recurrence, pausedAt: recurrence.pausedAt ?? now },
    })),
  ];
}

/** Ending a pause: where what it stands at is past, the series goes on at the first occurrence from today on. */
export function planResume(scene: Scene, { taskId }: InputOf<'task.resume'>): Patch[] {
  const task = repeatingIn(scene.store, taskId);
  const rules = repeatRules();
  if (!task || !rules || task.recurrence.pausedAt === null) return [];
  const next = rules.afterPause(task, scene.now);
  const resumed = leaveOccurrence(task, next ?? {}, () => ({ pausedAt: null }));
  return next ? [resumed, ...planReset(scene, task)] : [resumed];
}
