import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import { projectVisible, requireRight, rightOnProject } from '../project/scope.ts';
import type { Viewer } from '../project/scope.ts';
import { taskColumns, taskOutputOf } from './rows.ts';

/** SQL: the join of `projects` that every projection of tasks needs. */
export const projectOfTask = and(
  eq(projects.workspaceId, tasks.workspaceId),
  eq(projects.id, tasks.projectId),
);

/** SQL: true where neither the task's section, nor a parent, nor a parent's section is deleted. */
const nothingAboveDeleted: SQL = sql`(
  (tasks.section_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM sections s WHERE s.workspace_id = tasks.workspace_id AND s.id = tasks.section_id AND s.deleted_at IS NOT NULL))
  AND (tasks.parent_id IS NULL OR NOT EXISTS (
    WITH RECURSIVE above AS (
      SELECT a.parent_id, a.section_id, a.deleted_at FROM tasks a WHERE a.workspace_id = tasks.workspace_id AND a.id = tasks.parent_id
      UNION ALL
      SELECT a.parent_id, a.section_id, a.deleted_at FROM tasks a JOIN above ON a.workspace_id = tasks.workspace_id AND a.id = above.parent_id)
    SELECT 1 FROM above LEFT JOIN sections s ON s.workspace_id = tasks.workspace_id AND s.id = above.section_id
    WHERE above.deleted_at IS NOT NULL OR s.deleted_at IS NOT NULL)))`;

/** SQL: true where the viewer sees the task in the same query: its project, and all that it hangs from. */
export function taskVisible(viewer: Viewer): SQL {
  return sql`(${projectVisible(viewer)} AND ${nothingAboveDeleted})`;
}

async function findTasks(ctx: Ctx, member: Member, taskIds: TaskId[]) {
  return ctx.db
    .select({ ...taskColumns, right: rightOnProject(member) })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, member.workspaceId),
        inArray(tasks.id, taskIds),
        taskVisible(member),
      ),
    );
}

export type ScopedTask = Awaited<ReturnType<typeof findTasks>>[number];

/** A task that the member sees, or NOT_FOUND. */
export async function getTaskRow(ctx: Ctx, member: Member, taskId: TaskId): Promise<ScopedTask> {
  const [row] = await findTasks(ctx, member, [taskId]);
  if (!row || row.deletedAt) throw notFound('task');
  return row;
}

export type ForUpdate = {
  /** True for restoring: only a deleted task is found then. */
  deleted?: boolean;
  expectedVersion?: number | undefined;
};

/**
 * A task that the member sees and on whose project they have the right that the running action needs.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getTaskForUpdate(
  ctx: WriteCtx,
  taskId: TaskId,
  options: ForUpdate = {},
): Promise<ScopedTask> {
  const [row] = await findTasks(ctx, ctx.member, [taskId]);
  if (!row || (row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('task');
  if (row.right === null) throw notFound('task');
  requireRight(ctx, row.right);
  const { right: _, ...current } = row;
  const expected = { version: options.expectedVersion, current: taskOutputOf(current) };
  expectVersion(row, { what: 'task', ...expected });
  return row;
}
