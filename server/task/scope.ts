import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import { projectVisible, requireRight, rightOnProject } from '../project/scope.ts';
import type { Viewer } from '../project/scope.ts';
import { forTask } from './for-task.ts';
import { nothingAboveDeleted, taskColumns, taskOutputOf } from './rows.ts';

/** SQL: the join of `projects` that every projection of tasks needs. */
export const projectOfTask = and(
  eq(projects.workspaceId, tasks.workspaceId),
  eq(projects.id, tasks.projectId),
);

/** SQL: true where the viewer sees the task in the same query: its project, and all that it hangs from. */
export function taskVisible(viewer: Viewer): SQL {
  return sql`(${projectVisible(viewer)} AND ${nothingAboveDeleted})`;
}

type Wanted = { taskIds: readonly TaskId[]; isSeen: SQL };

async function findTasks(ctx: Ctx, member: Member, { taskIds, isSeen }: Wanted) {
  return ctx.db
    .select({ ...taskColumns, right: rightOnProject(member) })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, member.workspaceId),
        inArray(tasks.id, [...taskIds]),
        isNull(tasks.purgingAt),
        isSeen,
      ),
    );
}

const findSeen = (ctx: Ctx, member: Member, taskIds: readonly TaskId[]) =>
  findTasks(ctx, member, { taskIds, isSeen: taskVisible(member) });

export type ScopedTask = Awaited<ReturnType<typeof findTasks>>[number];

/** A task that the member sees, or NOT_FOUND. */
export async function getTaskRow(ctx: Ctx, member: Member, taskId: TaskId): Promise<ScopedTask> {
  const [row] = await findSeen(ctx, member, [taskId]);
  if (!row || row.deletedAt) throw notFound('task');
  return row;
}

/** Those of the given tasks that stand in this project and that the member sees. */
export async function listSeenTaskIds(
  ctx: Ctx,
  member: Member,
  { projectId, taskIds }: { projectId: ProjectId; taskIds: TaskId[] },
): Promise<TaskId[]> {
  const found = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, member.workspaceId),
        eq(tasks.projectId, projectId),
        inArray(tasks.id, taskIds),
        isNull(tasks.deletedAt),
        taskVisible(member),
      ),
    );
  return found.map(({ id }) => id);
}

/** Those of the given tasks that the caller sees, in their order. @throws NOT_FOUND where they see none */
export async function listReadableTaskIds(
  w: WriteCtx,
  taskIds: readonly TaskId[],
): Promise<TaskId[]> {
  const found = await findSeen(w, w.member, taskIds);
  const seen = new Set(found.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  if (seen.size === 0) throw notFound('task');
  return taskIds.filter((taskId) => seen.has(taskId));
}

export type ForUpdate = {
  /** True for restoring: only deleted tasks are found then. `either`: in both states. */
  deleted?: boolean | 'either';
};

/** One `T` for each of a list, in its order. */
export type Each<List extends readonly unknown[], T> = { [Index in keyof List]: T };

/**
 * Tasks that the member sees and on whose projects they have the right that the running action needs, in the order
 * given.
 * @throws NOT_FOUND or FORBIDDEN, about the first that refuses
 */
export async function getTasksForUpdate<const Ids extends readonly TaskId[]>(
  ctx: WriteCtx,
  taskIds: Ids,
  { deleted = false }: ForUpdate = {},
): Promise<Each<Ids, ScopedTask>> {
  const found = await findSeen(ctx, ctx.member, taskIds);
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows: ScopedTask[] = [];
  for (const taskId of taskIds) {
    rows.push(await forTask(taskId, () => usable(ctx, byId.get(taskId), deleted)));
  }
  return rows as Each<Ids, ScopedTask>;
}

function usable(
  ctx: WriteCtx,
  row: ScopedTask | undefined,
  deleted: boolean | 'either',
): ScopedTask {
  const isWanted = deleted === 'either' || (row && row.deletedAt !== null) === deleted;
  if (!row?.right || !isWanted) throw notFound('task');
  requireRight(ctx, row.right);
  return row;
}

/** SQL: true where a task is there for those who see its project. */
export const taskLiving = sql`(projects.deleted_at IS NULL AND tasks.deleted_at IS NULL AND ${nothingAboveDeleted})`;

/** Those of the given tasks that are there, for what the instance does by itself, whoever sees them. */
export async function listTasksForWork(
  w: WriteCtx,
  taskIds: readonly TaskId[],
): Promise<ScopedTask[]> {
  const isInstance = w.principal.kind === 'system' && w.principal.userId === null;
  if (!isInstance) throw forbidden('Only the instance itself may do this.');
  return findTasks(w, w.member, { taskIds, isSeen: taskLiving });
}

/**
 * One task for an edit, as `getTasksForUpdate` gives many.
 * @throws CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getTaskForUpdate(
  ctx: WriteCtx,
  taskId: TaskId,
  options: ForUpdate & { expectedVersion?: number | undefined } = {},
): Promise<ScopedTask> {
  const [row] = await getTasksForUpdate(ctx, [taskId], options);
  requireVersion(row, options.expectedVersion);
  return row;
}

/** @throws CONFLICT with the present state when another version is expected */
export function requireVersion(row: ScopedTask, version: number | undefined): void {
  const { right: _, ...current } = row;
  expectVersion(row, { what: 'task', version, current: taskOutputOf(current) });
}
