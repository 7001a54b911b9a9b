import { and, eq, inArray, sql } from 'drizzle-orm';
import { taskKeys } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { numberTasks } from './number-tasks.ts';

/** Where a task stands. */
export type TaskPlace = {
  id: TaskId;
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
  order: string;
  number: number;
};

export type PlaceChange = { was: TaskPlace; now: TaskPlace };

/**
 * Gives tasks their new places in one statement, so that parent and children cross to another project together.
 * A task that changes project leaves its old key behind and takes a number there.
 * @param projectId in which all of the new places are
 * @returns the changes with the numbers that the tasks have now
 */
export async function rewritePlaces(
  ctx: WriteCtx,
  projectId: ProjectId,
  changes: PlaceChange[],
): Promise<PlaceChange[]> {
  const crossing = changes.flatMap(({ was }) => (was.projectId === projectId ? [] : [was]));
  const numbers = await renumber(ctx, projectId, crossing);
  const placed = changes.map(({ was, now }) => {
    const number = numbers.get(was.id) ?? was.number;
    return { was, now: { ...now, number } };
  });
  const each = <Key extends keyof TaskPlace>(key: Key) =>
    sql.param(placed.map(({ now }) => now[key]));
  await ctx.db.execute(sql`
    UPDATE tasks t SET project_id = ${projectId}, section_id = p.section_id, parent_id = p.parent_id, "order" = p."order",
      number = p.number, version = t.version + 1, updated_at = ${ctx.now}
    FROM unnest(${each('id')}::uuid[], ${each('sectionId')}::uuid[], ${each('parentId')}::uuid[], ${each('order')}::text[], ${each('number')}::int[])
      AS p(id, section_id, parent_id, "order", number)
    WHERE t.workspace_id = ${ctx.member.workspaceId} AND t.id = p.id`);
  return placed;
}

/** Keeps the keys that are left behind; takes back those that tasks had there before, or the next numbers. */
async function renumber(
  ctx: WriteCtx,
  projectId: ProjectId,
  crossing: TaskPlace[],
): Promise<Map<TaskId, number>> {
  if (crossing.length === 0) return new Map();
  const { workspaceId } = ctx.member;
  const left = crossing.map((was) => ({ ...was, workspaceId, taskId: was.id }));
  await ctx.db.insert(taskKeys).values(left);
  const ids = crossing.map((was) => was.id);
  const own = await ctx.db
    .delete(taskKeys)
    .where(
      and(
        eq(taskKeys.workspaceId, workspaceId),
        eq(taskKeys.projectId, projectId),
        inArray(taskKeys.taskId, ids),
      ),
    )
    .returning({ id: taskKeys.taskId, number: taskKeys.number });
  const numbers = new Map(own.map((key) => [key.id, key.number]));
  const fresh = ids.filter((id) => !numbers.has(id));
  const first = fresh.length === 0 ? 0 : await numberTasks(ctx, projectId, fresh.length);
  for (const [index, id] of fresh.entries()) numbers.set(id, first + index);
  return numbers;
}
