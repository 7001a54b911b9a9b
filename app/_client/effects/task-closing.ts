import type { Advance, Recurrence } from '../../../server/domain/recurrence/task-series.ts';
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
  const next = rules.nextOf(task, scene);
  if (!next) return [...planClosing(scene, taskId, 'done'), leaveOccurrence(task, {}, counted)];
  return [leaveOccurrence(task, next, counted), ...planSubtasks(scene, task)];
}

/** Whether completing a task leaves it open, as it repeats. */
export function goesOn(scene: Scene, task: TaskOutput): boolean {
  if (task.recurrence === null || task.status !== 'open') return false;
  const rules = repeatRules();
  return rules === null || rules.nextOf(task, scene) !== null;
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

const counted = ({ occurrencesDone }: Recurrence) => ({ occurrencesDone: occurrencesDone + 1 });

/** Takes a task to another occurrence and changes its series, unless it stands at another than before by then. */
export function leaveOccurrence(
  task: TaskOutput,
  next: Partial<Advance>,
  change: (recurrence: Recurrence) => Partial<Recurrence>,
): Patch {
  const left = task.recurrence?.occurrenceOn;
  return edit('tasks', task.id, (row) => {
    const { recurrence } = row;
    if (!recurrence || recurrence.occurrenceOn !== left) return {};
    const { occurrenceOn = left, dueOn, startOn } = next;
    return {
      ...(dueOn === undefined ? {} : { ...dueAfter(row, { dueOn }), timeZone: row.timeZone }),
      ...(startOn === undefined ? {} : { startOn }),
      recurrence: { ...recurrence, occurrenceOn, ...change(recurrence) },
    };
  });
}

/** Opens what is closed below a task for its next occurrence, where it says so. */
export function planReset({ store, now }: Scene, task: TaskOutput): Patch[] {
  if (task.recurrence?.resetSubtasks !== true) return [];
  return below(store, task)
    .filter((one) => one.status !== 'open' && !one.recurrence)
    .flatMap(({ id }) => planStatus(id, 'open', now));
}

/** What is closed below is opened for the next occurrence, or what is open there is closed with this one. */
function planSubtasks(scene: Scene, task: TaskOutput): Patch[] {
  if (task.recurrence?.resetSubtasks === true) return planReset(scene, task);
  return below(scene.store, task)
    .filter(({ status }) => status === 'open')
    .flatMap(({ id }) => planStatus(id, 'done', scene.now));
}
