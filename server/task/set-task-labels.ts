import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { taskLabels, tasks } from '../../db/schema/tasks.ts';
import { labels } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId, TaskId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { badField } from '../platform/errors.ts';
import type { SetEdit } from './schema.ts';

/**
 * Adds and removes labels by difference, so that two people who add one each lose none.
 * @returns those that were named to be added, in the order in which answers show them
 */
export async function setTaskLabels(
  ctx: WriteCtx,
  taskId: TaskId,
  edit: SetEdit<LabelId>,
): Promise<LabelId[]> {
  const { workspaceId } = ctx.member;
  if (edit.remove?.length) {
    await ctx.db
      .delete(taskLabels)
      .where(
        and(
          eq(taskLabels.workspaceId, workspaceId),
          eq(taskLabels.taskId, taskId),
          inArray(taskLabels.labelId, edit.remove),
        ),
      );
  }
  if (!edit.add?.length) return [];
  const added = await requireLabels(ctx, edit.add, edit.path);
  await ctx.db.execute(sql`
    INSERT INTO task_labels (workspace_id, task_id, label_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, label_id, t.due_sort, t.is_open
    FROM ${tasks} t, unnest(${sql.param(edit.add)}::uuid[]) AS label_id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ${taskId}
    ON CONFLICT DO NOTHING`);
  return added;
}

async function requireLabels(
  ctx: WriteCtx,
  labelIds: LabelId[],
  path: string[],
): Promise<LabelId[]> {
  if (bug('skip-second-id')) return labelIds;
  const found = await ctx.db
    .select({ id: labels.id })
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, ctx.member.workspaceId),
        inArray(labels.id, labelIds),
        isNull(labels.deletedAt),
      ),
    )
    .orderBy(labels.nameFolded, labels.id);
  const missing = labelIds.find((labelId) => !found.some((label) => label.id === labelId));
  if (missing) throw badField(path, `${missing} is not a label of this workspace`);
  return found.map((label) => label.id);
}
