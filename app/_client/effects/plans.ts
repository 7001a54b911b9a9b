import type { TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { Writes } from '../contract.ts';
import { planRowId, planRowOf } from '../store/rows.ts';
import type { Patch, PlanRow } from '../store/rows.ts';
import { remove } from './effect.ts';
import type { Effect } from './effect.ts';

type PlanWrite = Extract<keyof Writes, `plan.${string}`>;

/** What each write on the person's own plan does to the page's rows. */
export const planEffects: { [P in PlanWrite]: Effect<P> } = {
  'plan.place': {
    // Where the page does not say where it shows nothing: it always does.
    plan: (_, { workspaceId, places }) =>
      places.flatMap(({ taskId, order }) =>
        order === undefined ? [] : [placed({ workspaceId, taskId, order })],
      ),
    land: ({ store }, { items }) => store.put('plans', items.map(planRowOf)),
  },
  'plan.clear': {
    plan: (_, { taskIds }) => taskIds.map((taskId) => remove('plans', planRowId(taskId))),
    land: ({ store }, { taskIds, version }) => {
      for (const taskId of taskIds) store.tables.plans.bury(planRowId(taskId), version);
    },
  },
};

/** Puts a task where it is to stand, whether it is in the plan already or not. */
function placed({
  workspaceId,
  taskId,
  order,
}: Record<'workspaceId' | 'taskId' | 'order', string>): Patch {
  const ids = { workspaceId: workspaceId as WorkspaceId, taskId: taskId as TaskId };
  const fresh = planRowOf({ ...ids, order, version: 0 });
  const patch: Patch<'plans'> = {
    table: 'plans',
    id: fresh.id,
    apply: (row: PlanRow | undefined) => (row ? { ...row, order } : fresh),
  };
  return patch as unknown as Patch;
}
