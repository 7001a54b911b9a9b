import { mostInBulk } from '../../../server/domain/limits.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { planned } from '../store/plan-order.ts';
import { editTasks } from './bulk-tasks.ts';
import { placesFor } from './places-in-plan.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** The rows among which tasks are put, as they are seen; before which of them; and the day on which they are due then. */
export type PlanSpot = { rows: readonly string[]; before: string | null; dueOn?: string };

/** Puts tasks somewhere in the person's own order of a part of Today; one undo takes all of it back. */
export function planTasks(tasks: readonly TaskOutput[], { rows, before, dueOn }: PlanSpot): void {
  const moved = tasks.map(({ id }) => id);
  const places = placesFor(planned(store, rows), moved, before);
  gesture(() =>
    store.batch(() => {
      if (dueOn !== undefined) {
        const other = tasks.filter((task) => task.dueOn !== dueOn);
        editTasks(other, { set: { dueOn } });
      }
      each(places, (workspaceId, some) => run('plan.place', { workspaceId, places: [...some] }));
    }),
  );
}

/** Takes tasks out of the plan, and offers to take that back. */
export function clearPlan(taskIds: readonly string[]): void {
  const mine = gesture(() =>
    store.batch(() =>
      each(
        taskIds.map((taskId) => ({ taskId })),
        (workspaceId, some) =>
          run('plan.clear', { workspaceId, taskIds: some.map(({ taskId }) => taskId) }),
      ),
    ),
  );
  notify({ kind: 'done', what: 'planCleared', undo: () => undoGesture(mine) });
}

/** Calls for tasks of several workspaces, as many in each call as it takes. */
function each<T extends { taskId: string }>(
  all: readonly T[],
  call: (workspaceId: string, some: readonly T[]) => void,
): void {
  const byWorkspace = Map.groupBy(all, ({ taskId }) => store.get('tasks', taskId)?.workspaceId);
  for (const [workspaceId, own] of byWorkspace)
    for (let at = 0; workspaceId !== undefined && at < own.length; at += mostInBulk)
      call(workspaceId, own.slice(at, at + mostInBulk));
}
