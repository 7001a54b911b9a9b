import { and, eq, inArray, sql } from 'drizzle-orm';
import { taskAssignees, tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { badField } from '../platform/errors.ts';
import { listProjectPeople } from '../project/scope.ts';
import type { SetEdit } from './schema.ts';

/** Adds and removes assignees by difference. Only people who see the project can be assigned. */
export async function setTaskAssignees(
  ctx: WriteCtx,
  task: { id: TaskId; projectId: ProjectId },
  edit: SetEdit<UserId>,
): Promise<void> {
  const { workspaceId } = ctx.member;
  if (edit.remove?.length) {
    await ctx.db
      .delete(taskAssignees)
      .where(
        and(
          eq(taskAssignees.workspaceId, workspaceId),
          eq(taskAssignees.taskId, task.id),
          inArray(taskAssignees.userId, edit.remove),
        ),
      );
  }
  if (!edit.add?.length) return;
  const people = await listProjectPeople(ctx, task.projectId, edit.add);
  const stranger = edit.add.find((userId) => !people.includes(userId));
  if (stranger)
    throw badField(edit.path, `${stranger} does not see this project, so they cannot be assigned`);
  await ctx.db.execute(sql`
    INSERT INTO task_assignees (workspace_id, task_id, user_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, user_id, t.due_sort, t.is_open
    FROM ${tasks} t, unnest(${sql.param(edit.add)}::uuid[]) AS user_id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ${task.id}
    ON CONFLICT DO NOTHING`);
}
