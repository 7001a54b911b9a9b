import { and, eq } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { fold } from '../domain/fold.ts';
import type { ProjectId } from '../domain/ids.ts';
import { keepTaskOrder } from './keep-task-order.ts';
import { taskOutputOf, taskSearchVector } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import type { ScopedTask } from './scope.ts';

/** The columns that an edit may set. */
export type TaskPatch = Partial<
  Omit<
    ScopedTask,
    'right' | 'labelIds' | 'assigneeIds' | 'commentCount' | 'projectKey' | 'version' | 'updatedAt'
  >
>;

export type TaskEdit = {
  row: ScopedTask;
  type: ChangeType;
  patch: TaskPatch;
  /** Sets that have been changed already, as they are now. */
  sets?: Partial<Pick<TaskOutput, 'labelIds' | 'assigneeIds'>>;
  fromProjectId?: ProjectId;
};

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the task as it is now
 */
export async function applyTask(
  ctx: WriteCtx,
  record: Record,
  edit: TaskEdit,
): Promise<TaskOutput> {
  const { row, sets } = edit;
  const { right: _, ...current } = row;
  const patch = await placed(ctx, edit);
  const changed = difference(row, { ...patch, ...sets });
  if (!changed) return taskOutputOf(current);
  const version = row.version + 1;
  await ctx.db
    .update(tasks)
    .set({ ...patch, ...textColumns(row, patch), version, updatedAt: ctx.now })
    .where(and(eq(tasks.workspaceId, row.workspaceId), eq(tasks.id, row.id)));
  record({
    type: edit.type,
    entityId: row.id,
    projectId: patch.projectId ?? row.projectId,
    fromProjectId: edit.fromProjectId ?? null,
    ...changed,
  });
  return taskOutputOf({ ...current, ...patch, ...sets, version, updatedAt: ctx.now });
}

/** What comes back takes its old place, unless a sibling has been given that order key since. */
async function placed(ctx: WriteCtx, { row, patch }: TaskEdit): Promise<TaskPatch> {
  if (row.deletedAt === null || patch.deletedAt !== null) return patch;
  return { ...patch, order: await keepTaskOrder(ctx, row, row) };
}

/** What must follow when title or notes change: the folded title and the search column. */
function textColumns(row: ScopedTask, patch: TaskPatch): { titleFolded?: string; search?: SQL } {
  if (patch.title === undefined && patch.notes === undefined) return {};
  const text = { title: patch.title ?? row.title, notes: patch.notes ?? row.notes };
  return { titleFolded: fold(text.title), search: taskSearchVector(row.workspaceId, text) };
}
