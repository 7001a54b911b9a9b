import { and, eq, inArray, sql } from 'drizzle-orm';
import { taskAssignees, tasks } from '../../db/schema/tasks.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';

type Assigned = { id: TaskId; projectId: ProjectId; assigneeIds: UserId[] };

/** Takes people off tasks, counts the versions of those up and records it. */
export async function dropAssignees(
  w: WriteCtx,
  record: Record,
  { from, userIds }: { from: Assigned[]; userIds: UserId[] },
): Promise<void> {
  const losing = from.filter((task) => task.assigneeIds.some((id) => userIds.includes(id)));
  if (losing.length === 0) return;
  const ids = losing.map((task) => task.id);
  await w.db
    .delete(taskAssignees)
    .where(
      and(
        eq(taskAssignees.workspaceId, w.member.workspaceId),
        inArray(taskAssignees.taskId, ids),
        inArray(taskAssignees.userId, userIds),
      ),
    );
  await w.db
    .update(tasks)
    .set({ version: sql`${tasks.version} + 1`, updatedAt: w.now })
    .where(and(eq(tasks.workspaceId, w.member.workspaceId), inArray(tasks.id, ids)));
  for (const { id, projectId, assigneeIds } of losing) {
    const after = { assigneeIds: assigneeIds.filter((userId) => !userIds.includes(userId)) };
    record({ type: 'task.updated', entityId: id, projectId, before: { assigneeIds }, after });
  }
}
