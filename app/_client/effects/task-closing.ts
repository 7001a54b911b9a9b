import type { Advance } from '../../../server/domain/recurrence/task-series.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Patch } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { edit } from './effect.ts';
import type { Scene } from './effect.ts';
import { repeatRules } from './late-repeats.ts';
import { dueAfter } from './task-due.ts';
import { below, withOpenBelow } from './task-tree.ts';

type Closed = Exclude<TaskOutput['status'], 'open'>;

/** Sets a status, with the moment of closing. */
export const planStatus = (taskId: string, status: TaskOutput['status'], now: string): Patch[] => [
  edit('tasks', taskId, (task) =>
    task.status === status ? {} : { status, completedAt: status === 'open' ? null : now },
  ),
];

/** Closing a task closes what is open below it. */
export function planClosing({ store, now }: Scene, taskId: string, status: Closed): Patch[] {
  const task = store.get('tasks', taskId);
  if (!task) return [];
  return withOpenBelow(store, [task]).flatMap(({ id }) => planStatus(id, status, now));
}

/**
 * Completing a task. One that repeats goes on to its next occurrence.
 * @param occurrenceOn the occurrence that is meant: another than the present one changes nothing
 */
export function planCompletion(scene: Scene, taskId: string, occurrenceOn?: string): Patch[] {
  const task = scene.store.get('tasks', taskId);
  if (!task?.recurrence || task.status !== 'open') return planClosing(scene, taskId, 'done');
  if (occurrenceOn !== undefined && occurrenceOn !== task.recurrence.occurrenceOn) return [];
  const rules = repeatRules();
  if (!rules) return [];
  const next = rules.nextOf(task, scene.now);
  if (!next) return [...planClosing(scene, taskId, 'done'), countOccurrence(task, {})];
  return [countOccurrence(task, next), ...planSubtasks(scene, task)];
}

/** Whether completing a task leaves it open, as it repeats. */
export function goesOn(task: TaskOutput, now: string): boolean {
  if (task.recurrence === null || task.status !== 'open') return false;
  const rules = repeatRules();
  return rules === null || rules.nextOf(task, now) !== null;
}

/** The tasks that are done once these are, as far as they are known: all that is open below them, or nothing where it is reset. */
export function completedWith(store: Store, tasks: readonly TaskOutput[]): TaskOutput[] {
  const resets = (task: TaskOutput) => task.recurrence?.resetSubtasks === true;
  const others = tasks.filter((task) => !resets(task));
  return [...new Set([...withOpenBelow(store, others), ...tasks.filter(resets)])];
}

/** What is in doubt below completed tasks: the server closed what was open there, or opened what was closed. */
export function doubtfulBelow(store: Store, task: TaskOutput): TaskOutput[] {
  const wasReset = task.status === 'open' && task.recurrence?.resetSubtasks === true;
  return below(store, task).filter(({ status }) => (status === 'open') !== wasReset);
}

/** Counts an occurrence, unless the task stands at another by then, and takes it to the next. */
function countOccurrence(task: TaskOutput, next: Partial<Advance>): Patch {
  const completed = task.recurrence?.occurrenceOn;
  return edit('tasks', task.id, (row) => {
    const { recurrence } = row;
    if (!recurrence || recurrence.occurrenceOn !== completed) return {};
    const { occurrenceOn = completed, dueOn, startOn } = next;
    const occurrencesDone = recurrence.occurrencesDone + 1;
    return {
      ...(dueOn === undefined ? {} : { ...dueAfter(row, { dueOn }), timeZone: row.timeZone }),
      ...(startOn === undefined ? {} : { startOn }),
      recurrence: { ...recurrence, occurrenceOn, occurrencesDone },
    };
  });
}

/** What is closed below is opened for the next occurrence, or what is open there is closed with this one. */
function planSubtasks({ store, now }: Scene, task: TaskOutput): Patch[] {
  const resets = task.recurrence?.resetSubtasks === true;
  const status = resets ? 'open' : 'done';
  return below(store, task)
    .filter((one) => (resets ? one.status !== 'open' && !one.recurrence : one.status === 'open'))
    .flatMap(({ id }) => planStatus(id, status, now));
}
