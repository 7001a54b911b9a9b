import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { badField } from '../platform/errors.ts';

/** The list that a task stands in: the children of a parent, or the top level of a section. */
export type Siblings = {
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
};

/** The order keys between which something goes; null stands for the end of the list. */
export type OrderGap = { previous: string | null; next: string | null };

/**
 * The gap right before or right after a sibling; the end of the project when neither is named,
 * which is also the end of every list in it and costs one index probe.
 */
export async function getOrderGap(
  ctx: WriteCtx,
  siblings: Siblings,
  beside: { before?: TaskId | undefined; after?: TaskId | undefined },
): Promise<OrderGap> {
  if (beside.before && beside.after) throw badField(['before'], 'send before or after, not both');
  if (beside.before) {
    const next = await siblingOrder(ctx, siblings, { field: 'before', taskId: beside.before });
    const side = { side: lt(tasks.order, next), last: true };
    return { previous: await neighbour(ctx, siblings, side), next };
  }
  if (beside.after) {
    const previous = await siblingOrder(ctx, siblings, { field: 'after', taskId: beside.after });
    const side = { side: gt(tasks.order, previous), last: false };
    return { previous, next: await neighbour(ctx, siblings, side) };
  }
  const [last] = await ctx.db
    .select({ order: tasks.order })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, ctx.member.workspaceId),
        eq(tasks.projectId, siblings.projectId),
        isNull(tasks.deletedAt),
      ),
    )
    .orderBy(desc(tasks.order))
    .limit(1);
  return { previous: last?.order ?? null, next: null };
}

async function siblingOrder(
  ctx: WriteCtx,
  siblings: Siblings,
  ref: { field: string; taskId: TaskId },
): Promise<string> {
  const [row] = await ctx.db
    .select({ order: tasks.order })
    .from(tasks)
    .where(and(inList(ctx, siblings), eq(tasks.id, ref.taskId)));
  if (!row)
    throw badField([ref.field], 'is not a task in the same section or under the same parent');
  return row.order;
}

async function neighbour(
  ctx: WriteCtx,
  siblings: Siblings,
  { side, last }: { side: SQL; last: boolean },
): Promise<string | null> {
  const [row] = await ctx.db
    .select({ order: tasks.order })
    .from(tasks)
    .where(and(inList(ctx, siblings), side))
    .orderBy(last ? desc(tasks.order) : tasks.order)
    .limit(1);
  return row?.order ?? null;
}

function inList(ctx: WriteCtx, siblings: Siblings): SQL | undefined {
  return and(
    eq(tasks.workspaceId, ctx.member.workspaceId),
    eq(tasks.projectId, siblings.projectId),
    siblings.parentId ? eq(tasks.parentId, siblings.parentId) : isNull(tasks.parentId),
    siblings.parentId
      ? undefined
      : sql`${tasks.sectionId} IS NOT DISTINCT FROM ${siblings.sectionId}`,
    isNull(tasks.deletedAt),
  );
}
