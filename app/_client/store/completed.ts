import type { TaskListCompletedOutput } from '../../../server/completion/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { memoized } from './memoized.ts';
import type { Store } from './store.ts';

type Told = TaskListCompletedOutput['items'][number];

/** One completion: of a task as a whole, or of the occurrence of that day. */
export type Completion = Omit<Told, 'task' | 'completedBy'> & {
  taskId: string;
  completedBy: string | null;
  /** Where the task stood when this was said; see `canTakeBack`. */
  stand: string;
};

/** What the server told, without the task, which is a row of the store. */
export function completionOf({ task, ...told }: Told): Completion {
  return { ...told, taskId: task.id, stand: standOf(task) };
}

/** What a completion is told apart by. */
export const completionKey = ({ taskId, occurrenceOn }: Completion): string =>
  `${taskId} ${occurrenceOn ?? ''}`;

/** True where opening the task again takes this completion back, and nothing that came after it. */
export function canTakeBack(completion: Completion, task: TaskOutput): boolean {
  return (
    completion.isLast && (completion.occurrenceOn === null || completion.stand === standOf(task))
  );
}

function standOf({ recurrence, status }: TaskOutput): string {
  return `${recurrence?.occurrenceOn} ${recurrence?.occurrencesDone} ${status}`;
}

/** What of a workspace is asked for. */
export type CompletedWanted = {
  workspaceId: string;
  /** Null: what everybody completed. */
  by: string | null;
  /** What the server told; null where it did not answer: then what this device holds counts, whoever completed it. */
  told: readonly Completion[] | null;
};

/**
 * What was completed, newest first: what the server told, without what was taken back since, and what was completed
 * here and is still on its way, which stays until the server tells of it.
 * @param now the present instant, for occurrences that the server has not dated yet
 */
export function selectCompleted({ workspaceId, by, told }: CompletedWanted, now: () => string) {
  const own = new Map<string, Completion>();
  const toldKeys = new Set(told?.map(completionKey));
  return memoized(
    (store): readonly Completion[] => {
      const [me = null] = store.tables.users.rows.keys();
      for (const one of pendingIn(store, workspaceId)) {
        const key = completionKey(one);
        if (!own.has(key))
          own.set(key, { ...one, completedBy: me, completedAt: one.completedAt || now() });
      }
      const isMineWanted = by === null || by === me;
      const mine = [...own.values()].filter(
        (one) => isMineWanted && !toldKeys.has(completionKey(one)) && isDone(store, one),
      );
      const mineKeys = new Set(mine.map(completionKey));
      const rest = (told ?? doneIn(store, workspaceId)).filter(
        (one) => !mineKeys.has(completionKey(one)) && stillHolds(store, one),
      );
      return [...mine, ...rest].sort(byNewest);
    },
    ['tasks', 'users'],
  );
}

function byNewest(a: Completion, b: Completion): number {
  return a.completedAt > b.completedAt ? -1 : a.completedAt < b.completedAt ? 1 : 0;
}

/** The completion still is what the server told: that of a whole task is the one that was dated so. */
function stillHolds(store: Store, one: Completion): boolean {
  const isSame = store.get('tasks', one.taskId)?.completedAt === one.completedAt;
  return isDone(store, one) && (one.occurrenceOn !== null || isSame);
}

/** An occurrence is done once the task has left it, or has ended with it. */
function isDone(store: Store, { taskId, occurrenceOn }: Completion): boolean {
  const task = store.get('tasks', taskId);
  if (!task) return false;
  if (occurrenceOn === null) return task.status === 'done';
  return task.status !== 'open' || task.recurrence?.occurrenceOn !== occurrenceOn;
}

/** What operations under way complete. */
function pendingIn(store: Store, workspaceId: string): Completion[] {
  return [...store.tables.tasks.patched()].flatMap((id) => {
    const [before, after] = [store.tables.tasks.base(id), store.get('tasks', id)];
    return before && after?.workspaceId === workspaceId ? completedBetween(before, after) : [];
  });
}

function completedBetween(before: TaskOutput, after: TaskOutput): Completion[] {
  const [was, is] = [before.recurrence, after.recurrence];
  const goesOn = was !== null && is !== null && is.occurrencesDone > was.occurrencesDone;
  if (goesOn) return [{ ...unsaid(after), occurrenceOn: was.occurrenceOn }];
  return before.status !== 'done' && after.status === 'done' ? [unsaid(after)] : [];
}

const unsaid = (task: TaskOutput): Completion => ({
  taskId: task.id,
  completedAt: task.completedAt ?? '',
  completedBy: null,
  occurrenceOn: null,
  isLast: task.recurrence === null,
  stand: standOf(task),
});

function doneIn(store: Store, workspaceId: string): Completion[] {
  return [...store.tables.tasks.rows.values()]
    .filter((task) => task.workspaceId === workspaceId && task.status === 'done')
    .map(unsaid);
}
