import { and, eq, inArray, sql } from 'drizzle-orm';
import { taskLabels, tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId, TaskId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { badField } from '../platform/errors.ts';
import { listLivingLabels } from './list-living-labels.ts';
import type { SetEdit } from './schema.ts';

/**
 * Adds and removes labels by difference, so that two people who add one each lose none. A deleted label is on no
 * task, so it is not taken off: whoever brings it back finds it where it was.
 * @returns those that were named to be added, in the order in which answers show them
 */
export async function setTaskLabels(
  ctx: WriteCtx,
  taskIds: TaskId[],
  edit: SetEdit<LabelId>,
): Promise<LabelId[]> {
  const { workspaceId } = ctx.member;
  if (edit.remove?.length) {
    await ctx.db
      .delete(taskLabels)
      .where(
        and(
          eq(taskLabels.workspaceId, workspaceId),
          inArray(taskLabels.taskId, taskIds),
          inArray(taskLabels.labelId, await listLivingLabels(ctx, edit.remove)),
        ),
      );
  }
  if (!edit.add?.length) return [];
  const added = await requireLabels(ctx, edit.add, edit.path);
  await ctx.db.execute(sql`
    INSERT INTO task_labels (workspace_id, task_id, label_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, label_id, t.due_sort, t.is_open
    FROM ${tasks} t, unnest(${sql.param(edit.add)}::uuid[]) AS label_id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ANY(${sql.param(taskIds)}::uuid[])
    ON CONFLICT DO NOTHING`);
  return added;
}

async function requireLabels(
  ctx: WriteCtx,
  labelIds: LabelId[],
  path: string[],
): Promise<LabelId[]> {
  if (bug('skip-second-id')) return labelIds;
  const living = await listLivingLabels(ctx, labelIds);
  const missing = labelIds.find((labelId) => !living.includes(labelId));
  if (missing) throw badField(path, `${missing} is not a label of this workspace`);
  return living;
}
