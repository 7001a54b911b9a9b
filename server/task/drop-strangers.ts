import { and, eq, inArray, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { Record } from '../changes/record.ts';
import { TooMuch } from '../changes/write-in-steps.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { rightOnProject } from '../project/scope.ts';
import { dropAssignees } from './drop-assignees.ts';
import { taskColumns } from './rows.ts';

/** The tasks of a project, or those that one person is assigned. */
export type Where = { projectId: ProjectId } | { userId: UserId };

type Losing = { id: TaskId; projectId: ProjectId; assigneeIds: UserId[]; strangers: UserId[] };

/** So many tasks lose people in one transaction. */
const most = 250;

/**
 * Takes people off the tasks that they do not see any more, and records it. Who has left the workspace stays
 * assigned and shows as left.
 * @throws TooMuch where the tasks are many: runs in `writeInSteps`
 */
export async function dropStrangers(w: WriteCtx, record: Record, where: Where): Promise<void> {
  const losing = await listLosing(w, where);
  if (losing.length > most)
    throw new TooMuch((ahead, told) => drop(ahead, told, losing.slice(0, most)));
  await drop(w, record, losing);
}

async function drop(w: WriteCtx, record: Record, from: Losing[]): Promise<void> {
  if (from.length === 0) return;
  const userIds = [...new Set(from.flatMap((task) => task.strangers))];
  await dropAssignees(w, record, { from, userIds });
  const ids = from.map((task) => task.id);
  await w.db
    .update(tasks)
    .set({ version: sql`${tasks.version} + 1`, updatedAt: w.now })
    .where(and(eq(tasks.workspaceId, w.member.workspaceId), inArray(tasks.id, ids)));
}

async function listLosing(w: WriteCtx, where: Where): Promise<Losing[]> {
  const right = rightOnProject({ userId: sql`ta.user_id`, role: sql`m.role` });
  const asked =
    'userId' in where
      ? sql`ta.user_id = ${where.userId}`
      : sql`tasks.project_id = ${where.projectId}`;
  const found = await w.db.execute<Losing>(sql`
    SELECT tasks.id, tasks.project_id AS "projectId", ${taskColumns.assigneeIds} AS "assigneeIds",
      array_agg(ta.user_id) AS strangers
    FROM task_assignees ta
    JOIN tasks ON tasks.workspace_id = ta.workspace_id AND tasks.id = ta.task_id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    JOIN members m ON m.workspace_id = ta.workspace_id AND m.user_id = ta.user_id AND m.removed_at IS NULL
    WHERE ta.workspace_id = ${w.member.workspaceId} AND ${asked} AND ${right} IS NULL
    GROUP BY tasks.workspace_id, tasks.id, tasks.project_id
    LIMIT ${most + 1}`);
  return found.rows;
}
