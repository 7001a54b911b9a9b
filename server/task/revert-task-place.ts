import * as z from 'zod';
import { compareFields } from '../change/compare-fields.ts';
import type { Reverted } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import { outId } from '../domain/fields.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { carryTasks } from './carry-tasks.ts';
import { keepTaskOrders } from './keep-task-orders.ts';
import { placeTask } from './place-task.ts';
import { getTaskForUpdate } from './scope.ts';

/** A place as `carryTasks` records it: always whole. */
const placeShape = z.object({
  projectId: outId<ProjectId>(),
  sectionId: outId<SectionId>().nullable(),
  parentId: outId<TaskId>().nullable(),
  order: z.string(),
  number: z.int(),
});

/** Carries a moved task back, as a whole or not at all: half a place is none. */
export async function revertTaskPlace(w: WriteCtx, change: Change): Promise<Reverted> {
  const options = { action: 'task.move', input: w.member, guard: w.guard } as const;
  return write(w, options, async (inner, record) => {
    const row = await getTaskForUpdate(inner, change.entityId as TaskId);
    const before = placeShape.parse(change.before);
    const after = placeShape.parse(change.after);
    const fields = placeShape.keyof().options.filter((field) => before[field] !== after[field]);
    const { stale } = compareFields({ before, after }, row);
    if (stale.length > 0) return { applied: [], stale: fields };
    const place = await placeTask(inner, before);
    const orders = await keepTaskOrders(inner, [{ ...before, ...place, id: row.id }]);
    const order = orders.get(row.id) ?? before.order;
    await carryTasks(inner, record, { place, roots: [{ row, order }] });
    return { applied: fields, stale: [] };
  });
}
