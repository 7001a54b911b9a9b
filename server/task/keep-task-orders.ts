import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import type { Siblings } from './get-order-gap.ts';

type Ordered = Siblings & { order: string };

/** The order keys that tasks had, or the next free ones where a sibling has taken them since. */
export async function keepTaskOrders(
  w: WriteCtx,
  returning: (Ordered & { id: TaskId })[],
): Promise<Map<TaskId, string>> {
  const taken = new Set((await listHolders(w, returning)).map(placeOf));
  const kept = new Map<TaskId, string>();
  for (const task of returning) {
    const next = taken.has(placeOf(task)) ? await getNextOrder(w, task) : null;
    let { order } = task;
    while (taken.has(placeOf({ ...task, order }))) order = rankBetween(order, next);
    taken.add(placeOf({ ...task, order }));
    kept.set(task.id, order);
  }
  return kept;
}

function placeOf({ projectId, sectionId, parentId, order }: Ordered): string {
  return [projectId, sectionId, parentId, order].join(' ');
}

/** Other tasks of the same projects that have one of the keys. */
function listHolders(w: WriteCtx, returning: (Ordered & { id: TaskId })[]): Promise<Ordered[]> {
  const all = <Key extends 'id' | 'projectId' | 'order'>(key: Key) =>
    returning.map((task) => task[key]);
  const { projectId, sectionId, parentId, order } = tasks;
  return w.db
    .select({ projectId, sectionId, parentId, order })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, w.member.workspaceId),
        inArray(projectId, all('projectId')),
        inArray(order, all('order')),
        notInArray(tasks.id, all('id')),
        isNull(tasks.deletedAt),
      ),
    );
}

async function getNextOrder(w: WriteCtx, task: Ordered): Promise<string | null> {
  const { projectId, sectionId, parentId, order } = task;
  const [next] = await w.db
    .select({ order: tasks.order })
    .from(tasks)
    .where(
      sql`${tasks.workspaceId} = ${w.member.workspaceId} AND ${tasks.projectId} = ${projectId} AND ${tasks.deletedAt} IS NULL
        AND ${tasks.sectionId} IS NOT DISTINCT FROM ${sectionId}::uuid AND ${tasks.parentId} IS NOT DISTINCT FROM ${parentId}::uuid
        AND ${tasks.order} > ${order}`,
    )
    .orderBy(tasks.order)
    .limit(1);
  return next?.order ?? null;
}
