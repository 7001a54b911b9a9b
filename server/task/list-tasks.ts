import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { encodeCursor } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { requireLabels } from '../label/scope.ts';
import { getProjectRow, requirePerson } from '../project/scope.ts';
import { chooseListRange } from './choose-list-range.ts';
import type { ListRange } from './choose-list-range.ts';
import { continueListRange } from './continue-list-range.ts';
import { taskColumns, taskOutputOf } from './rows.ts';
import type { TaskListInput, TaskOutput } from './schema.ts';
import { getTaskRow, projectOfTask, taskVisible } from './scope.ts';

/** A page reads at most this many times its length, so that a filter that matches little stays cheap. */
const patience = 50;

/**
 * One keyset page of the tasks that the caller sees. Filters that match few rows can give a short page,
 * even an empty one, with a cursor: the list ends where `nextCursor` is null.
 */
export async function listTasks(ctx: Ctx, input: TaskListInput): Promise<Page<TaskOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'task.list');
  await requireThings(ctx, member, input);
  const range = chooseListRange(input);
  const rows = await readPage(ctx, member, { input, range });
  const shown = rows.filter((row) => row.isWanted).slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : rows.find((row) => row.isEnd);
  return {
    items: shown.map(({ rangeKey: _, isWanted: _wanted, isEnd: _end, ...row }) =>
      taskOutputOf(row),
    ),
    nextCursor: last ? encodeCursor([range.sort, last.rangeKey, last.id]) : null,
  };
}

/** What a list is asked by must be there, or an empty answer would tell nothing. */
async function requireThings(ctx: Ctx, member: Member, input: TaskListInput): Promise<void> {
  if (input.projectId) await getProjectRow(ctx, member, input.projectId);
  if (input.parentId) await getTaskRow(ctx, member, input.parentId);
  if (input.assigneeId) await requirePerson(ctx, member, input.assigneeId);
  if (input.labelIds?.length) await requireLabels(ctx, member, input.labelIds);
}

type Query = { input: TaskListInput; range: ListRange };

/**
 * The page and one row more. The last row that a page may read comes along whether it is wanted or not: there the
 * next page goes on. One statement, so that no row can leave between finding the page and finding its end.
 */
function readPage(ctx: Ctx, member: Member, { input, range }: Query) {
  // What is cheap is asked first.
  const wanted = sql`CASE WHEN ${and(...filters(input))} THEN ${taskVisible(member)} END`;
  const isEnd = sql<boolean>`r.n = ${patience * input.limit}`;
  const isWanted = sql<boolean>`asked.yes IS NOT NULL`;
  return (
    ctx.db
      .select({ ...taskColumns, rangeKey: sql<string>`r.key::text`, isEnd, isWanted })
      .from(candidates({ input, range }))
      .innerJoin(tasks, sql`${tasks.workspaceId} = ${input.workspaceId} AND ${tasks.id} = r.id`)
      .innerJoin(projects, projectOfTask)
      // The offset keeps this one question a row, so that the range is read no further than the page does.
      .leftJoin(sql`LATERAL (SELECT true AS yes WHERE ${wanted} OFFSET 0) asked`, sql`true`)
      .where(sql`${isEnd} OR ${isWanted}`)
      .orderBy(sql`r.key, r.id`)
      .limit(input.limit + 1)
  );
}

/** SQL: the rows of the range, in its order and numbered, as many as a page may read. */
function candidates({ input, range }: Query): SQL {
  const inOrder = sql`${range.key}, ${range.taskId}`;
  return sql`(
    SELECT ${range.key} AS key, ${range.taskId} AS id, row_number() OVER (ORDER BY ${inOrder}) AS n FROM ${range.from}
    WHERE ${and(sql`r.workspace_id = ${input.workspaceId}`, ...range.where, ...continueListRange(range, input.cursor))}
    ORDER BY ${inOrder} LIMIT ${patience * input.limit}) r`;
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
  }
  return wanted;
}
