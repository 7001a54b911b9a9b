import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { encodeCursor } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { getProjectRow } from '../project/scope.ts';
import { chooseListRange } from './choose-list-range.ts';
import type { ListRange } from './choose-list-range.ts';
import { continueListRange } from './continue-list-range.ts';
import { taskColumns, taskOutputOf } from './rows.ts';
import type { TaskListInput, TaskOutput } from './schema.ts';
import { projectOfTask, taskVisible } from './scope.ts';

/** A page reads at most this many times its length, so that a filter that matches little stays cheap. */
const patience = 50;

/**
 * One keyset page of the tasks that the caller sees. Filters that match few rows can give a short page,
 * even an empty one, with a cursor: the list ends where `nextCursor` is null.
 */
export async function listTasks(ctx: Ctx, input: TaskListInput): Promise<Page<TaskOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'task.list');
  if (input.projectId) await getProjectRow(ctx, member, input.projectId);
  const range = chooseListRange(input);
  const rows = await readPage(ctx, member, { input, range });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const nextCursor =
    rows.length > input.limit && last
      ? cursorOf(range, { key: last.rangeKey, id: last.id })
      : await endOfPatience(ctx, { input, range });
  return { items: items.map(({ rangeKey: _, ...row }) => taskOutputOf(row)), nextCursor };
}

type Query = { input: TaskListInput; range: ListRange };

function readPage(ctx: Ctx, member: Member, { input, range }: Query) {
  return ctx.db
    .select({ ...taskColumns, rangeKey: sql<string>`r.key::text` })
    .from(candidates({ input, range }))
    .innerJoin(tasks, sql`${tasks.workspaceId} = ${input.workspaceId} AND ${tasks.id} = r.id`)
    .innerJoin(projects, projectOfTask)
    .where(and(taskVisible(member), ...filters(input)))
    .orderBy(sql`r.key, r.id`)
    .limit(input.limit + 1);
}

/** The rows of the range, in its order, as many as a page may read. */
function candidates({ input, range }: Query): SQL {
  return sql`(
    SELECT ${range.key} AS key, ${range.taskId} AS id FROM ${range.from}
    WHERE ${and(sql`r.workspace_id = ${input.workspaceId}`, ...range.where, ...continueListRange(range, input.cursor))}
    ORDER BY ${range.key}, ${range.taskId} LIMIT ${patience * input.limit}) r`;
}

function filters(input: TaskListInput): SQL[] {
  const wanted = [sql`${tasks.deletedAt} IS NULL`];
  if (input.projectId) wanted.push(sql`${tasks.projectId} = ${input.projectId}`);
  if (input.parentId) wanted.push(sql`${tasks.parentId} = ${input.parentId}`);
  if (input.status) wanted.push(sql`${tasks.status} = ${input.status}`);
  if (input.dueAfter) wanted.push(sql`${tasks.dueOn} >= ${input.dueAfter}`);
  if (input.dueBefore) wanted.push(sql`${tasks.dueOn} < ${input.dueBefore}`);
  if (input.assigneeId) {
    wanted.push(sql`EXISTS (SELECT 1 FROM task_assignees a
      WHERE a.workspace_id = ${tasks.workspaceId} AND a.task_id = ${tasks.id} AND a.user_id = ${input.assigneeId})`);
  }
  for (const labelId of input.labelIds ?? []) {
    wanted.push(sql`EXISTS (SELECT 1 FROM task_labels l
      WHERE l.workspace_id = ${tasks.workspaceId} AND l.task_id = ${tasks.id} AND l.label_id = ${labelId})`);
    // Asked once for the whole page: a label that is deleted is on no task.
    wanted.push(sql`EXISTS (SELECT 1 FROM labels
      WHERE labels.workspace_id = ${input.workspaceId} AND labels.id = ${labelId} AND labels.deleted_at IS NULL)`);
  }
  return wanted;
}

/** Where reading stopped though the range goes on; null where the range ended. */
async function endOfPatience(ctx: Ctx, { input, range }: Query): Promise<string | null> {
  const found = await ctx.db.execute<{ key: string; id: TaskId }>(sql`
    SELECT r.key::text AS key, r.id FROM ${candidates({ input, range })} ORDER BY r.key, r.id OFFSET ${patience * input.limit - 1}`);
  const last = found.rows[0];
  return last ? cursorOf(range, last) : null;
}

function cursorOf(range: ListRange, last: { key: string; id: TaskId }): string {
  return encodeCursor([range.sort, last.key, last.id]);
}
