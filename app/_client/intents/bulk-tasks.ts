import { mostChanges, mostInBulk } from '../../../server/domain/limits.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import { nowIso } from '../clock.ts';
import { completedWith, goesOn } from '../effects/task-closing.ts';
import { topmost, withOpenBelow } from '../effects/task-tree.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import { linger } from './linger.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Bulk = Omit<InputOf<'task.bulk'>, 'workspaceId' | 'taskIds' | 'opId'>;
/** What is set, added and taken away alike. */
export type Edit = Pick<Bulk, 'set' | 'add' | 'remove'>;
type Closing = 'complete' | 'cancel';
type Call = { count: number; outcome: Promise<unknown> };

/** How far a gesture is that takes more than one call; null while there is none. */
export const bulkProgress = createCell<{ done: number; all: number } | null>(null);

/** Marks tasks done, with what is open below them; one undo takes all back. */
export function completeTasks(tasks: readonly TaskOutput[]): void {
  const { count, undo } = closeTasks(tasks, 'complete');
  notify({ kind: 'done', what: 'tasksCompleted', values: { count }, undo });
}

/** Marks tasks as not to be done any more, with what is open below them; one undo takes all back. */
export function cancelTasks(tasks: readonly TaskOutput[]): void {
  const { count, undo } = closeTasks(tasks, 'cancel');
  notify({ kind: 'done', what: 'tasksCancelled', values: { count }, undo });
}

/** Opens closed tasks again; one undo takes all back. */
export function reopenTasks(tasks: readonly TaskOutput[]): void {
  const undo = send(tasks, { action: 'reopen' });
  store.batch(() => {
    for (const { id } of tasks) store.linger(id, false);
  });
  notify({ kind: 'done', what: 'tasksReopened', values: { count: tasks.length }, undo });
}

/** Deletes tasks with all below them; one undo takes all back. */
export function deleteTasks(tasks: readonly TaskOutput[]): void {
  const undo = send(topmost(store, tasks), { action: 'delete' });
  notify({ kind: 'done', what: 'tasksDeleted', values: { count: tasks.length }, undo });
}

/** Changes fields of tasks alike; sets change by difference. One undo takes all back. */
export function editTasks(tasks: readonly TaskOutput[], edit: Edit): void {
  if (tasks.length === 0) return;
  const undo = send(tasks, { action: 'update', ...edit });
  notify({
    kind: 'done',
    what: 'tasksChanged',
    values: { count: tasks.length, title: tasks[0]?.title ?? '' },
    undo,
  });
}

/** Moves tasks with all below them to the end of a project or of a section of it; one undo takes all back. */
export function sendTasks(
  tasks: readonly TaskOutput[],
  to: { projectId: string; sectionId: string | null },
): void {
  const heads = topmost(store, tasks);
  const [first] = heads;
  if (!first) return;
  const undo = send(heads, { action: 'move', ...to, parentId: null });
  const section = to.sectionId === null ? undefined : store.get('sections', to.sectionId);
  const place = section ?? store.get('projects', to.projectId);
  const values = { count: heads.length, title: first.title, project: place?.name ?? '' };
  notify({ kind: 'done', what: heads.length > 1 ? 'tasksMoved' : 'taskMoved', values, undo });
}

/**
 * Closes tasks with what is open below them. They stay in their lists for a moment, but for those that repeat: these go on.
 * Where that is more than one call may change, those below are named too and go first: each call then takes little along.
 */
export function closeTasks(
  tasks: readonly TaskOutput[],
  action: Closing,
): { count: number; undo: () => void } {
  const all = action === 'complete' ? completedWith(store, tasks) : withOpenBelow(store, tasks);
  const going =
    action === 'complete' ? tasks.filter((task) => goesOn({ store, now: nowIso() }, task)) : [];
  const leaving = all.filter((task) => !going.includes(task));
  return store.batch(() => {
    for (const { id } of leaving) linger(id);
    return { count: all.length, undo: send(all.length > mostChanges ? all : tasks, { action }) };
  });
}

/** Sends tasks in as few calls as the server takes, all one gesture. @returns what takes all of it back */
function send(tasks: readonly TaskOutput[], bulk: Bulk): () => void {
  const calls: Call[] = [];
  const mine = gesture(() =>
    store.batch(() => {
      for (const [workspaceId, own] of Map.groupBy(tasks, (task) => task.workspaceId)) {
        const group = own.length > mostInBulk ? { groupId: newId() } : {};
        for (let at = 0; at < own.length; at += mostInBulk) {
          const some = own.slice(at, at + mostInBulk);
          calls.push({
            count: some.length,
            outcome: sendCall(workspaceId, some, { ...bulk, ...group }),
          });
        }
      }
    }),
  );
  if (calls.length > 1) follow(calls);
  return () => undoGesture(mine);
}

/** One task is sent as what it is: its history then says so, and of one that repeats it is this occurrence. */
function sendCall(
  workspaceId: string,
  [task, ...more]: readonly TaskOutput[],
  { action, ...rest }: Bulk,
): Promise<unknown> {
  const taskId = task?.id ?? '';
  const taskIds = [taskId, ...more.map(({ id }) => id)];
  if (more.length > 0 || action === 'restore' || rest.groupId !== undefined)
    return run('task.bulk', { workspaceId, taskIds, action, ...rest }).outcome;
  const occurrenceOn = task?.recurrence?.occurrenceOn;
  if (action === 'complete' && occurrenceOn !== undefined)
    return run('task.complete', { workspaceId, taskId, occurrenceOn }).outcome;
  return run(`task.${action}`, { workspaceId, taskId, ...rest }).outcome;
}

function follow(calls: readonly Call[]): void {
  const all = calls.reduce((sum, { count }) => sum + count, 0);
  let state = { done: 0, all };
  bulkProgress.set(state);
  for (const { count, outcome } of calls) {
    void outcome.then(() => {
      const isLatest = bulkProgress.get() === state;
      state = { done: state.done + count, all };
      if (isLatest) bulkProgress.set(state.done < all ? state : null);
    });
  }
}
