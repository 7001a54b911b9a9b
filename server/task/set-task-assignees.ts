import { and, eq, inArray, sql } from 'drizzle-orm';
import { taskAssignees, tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { badField } from '../platform/errors.ts';
import { listProjectPeople } from '../project/scope.ts';
import { forTask } from './for-task.ts';
import type { SetEdit } from './schema.ts';

type Placed = { id: TaskId; projectId: ProjectId };

/** Adds and removes assignees by difference. Only people who see the project can be assigned. */
export async function setTaskAssignees(
  ctx: WriteCtx,
  placed: Placed[],
  edit: SetEdit<UserId>,
): Promise<void> {
  const { workspaceId } = ctx.member;
  const ids = placed.map((task) => task.id);
  if (edit.remove?.length) {
    await ctx.db
      .delete(taskAssignees)
      .where(
        and(
          eq(taskAssignees.workspaceId, workspaceId),
          inArray(taskAssignees.taskId, ids),
          inArray(taskAssignees.userId, edit.remove),
        ),
      );
  }
  if (!edit.add?.length) return;
  const guard = requireSeen(ctx, placed, { ...edit, add: edit.add });
  if (bug('guard-not-awaited')) guard.catch(() => undefined);
  else await guard;
  await ctx.db.execute(sql`
    INSERT INTO task_assignees (workspace_id, task_id, user_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, user_id, t.due_sort, t.is_open
    FROM ${tasks} t, unnest(${sql.param(edit.add)}::uuid[]) AS user_id
    WHERE t.workspace_id = ${workspaceId} AND t.id = ANY(${sql.param(ids)}::uuid[])
    ON CONFLICT DO NOTHING`);
}

async function requireSeen(
  ctx: WriteCtx,
  placed: Placed[],
  { add, path }: { add: UserId[]; path: string[] },
): Promise<void> {
  for (const [projectId, [first]] of Map.groupBy(placed, (task) => task.projectId)) {
    const people = await listProjectPeople(ctx, ctx.member, { projectId, userIds: add });
    const stranger = add.find((userId) => !people.includes(userId));
    if (!stranger || !first) continue;
    await forTask(first.id, () => {
      throw badField(path, `${stranger} does not see this project, so they cannot be assigned`);
    });
  }
}
