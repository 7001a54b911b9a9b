import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { readPrepared } from '../../db/read-prepared.ts';
import { tasks } from '../../db/schema/tasks.ts';
import { proveMember } from '../auth/membership.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { encodeCursor } from '../platform/page.ts';
import { requireLabels } from '../label/scope.ts';
import { getProjectRow, requirePerson } from '../project/scope.ts';
import { chooseListRange } from './choose-list-range.ts';
import type { ListRange } from './choose-list-range.ts';
import { continueListRange } from './continue-list-range.ts';
import { taskJson, jsonArray } from './rows.ts';
import type { TaskListInput } from './schema.ts';
import { getTaskRow, taskVisible } from './scope.ts';

/** A page reads at most this many times its length, so that a filter that matches little stays cheap. */
const patience = 50;

/** The answer of `task.list` as the text that goes on the wire: nothing of it needs to be an object on its way. */
export async function listTasksJson(ctx: Ctx, input: TaskListInput): Promise<string> {
  const member = await proveMember(ctx, input.workspaceId, 'task.list');
  const range = chooseListRange(input);
  const rows = await readPage(ctx, member, { input, range });
  const shown = rows.filter((row) => row.isWanted).slice(0, input.limit);
  await requireThings(ctx, member, { input, isEmpty: shown.length === 0 });
  const last = rows.length > input.limit ? shown.at(-1) : rows.find((row) => row.isEnd);
  const nextCursor = last ? encodeCursor([range.sort, last.key, last.id]) : null;
  return `{"items":${jsonArray(shown)},"nextCursor":${JSON.stringify(nextCursor)}}`;
}

type Asked = { input: TaskListInput; isEmpty: boolean };

/**
 * What a list is asked by must be there, or an empty answer would tell nothing. A task that is seen shows its project
 * and parent; that it carries a label or a person does not show that those are still there.
 */
async function requireThings(ctx: Ctx, member: Member, { input, isEmpty }: Asked): Promise<void> {
  if (input.projectId && isEmpty) await getProjectRow(ctx, member, input.projectId);
  if (input.parentId && isEmpty) await getTaskRow(ctx, member, input.parentId);
  if (input.assigneeId) await requirePerson(ctx, member, input.assigneeId);
  if (input.labelIds?.length) await requireLabels(ctx, member, input.labelIds);
}

/** `key` is what the list is sorted by. */
type Row = { id: TaskId; key: string; isEnd: boolean; isWanted: boolean; json: string };
type Query = { input: TaskListInput; range: ListRange };

/**
 * The page and one row more. The last row that a page may read comes along whether it is wanted or not: there the
 * next page goes on. One statement, so that no row can leave between finding the page and finding its end.
 */
function readPage(ctx: Ctx, member: Member, { input, range }: Query): Promise<Row[]> {
  // What is cheap is asked first.
  const wanted = sql`CASE WHEN ${and(...filters(input))} THEN ${taskVisible(member)} END`;
  const isEnd = sql`r.n = ${patience * input.limit}`;
  const isWanted = sql`asked.yes IS NOT NULL`;
  return readPrepared<Row>(
    ctx.db,
    sql`
    SELECT r.id, r.key::text AS key, ${isEnd} AS "isEnd", ${isWanted} AS "isWanted", ${taskJson} AS json
    FROM ${candidates({ input, range })}
    JOIN tasks ON tasks.workspace_id = ${input.workspaceId} AND tasks.id = r.id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    -- The offset keeps this one question a row, so that the range is read no further than the page does.
    LEFT JOIN LATERAL (SELECT true AS yes WHERE ${wanted} OFFSET 0) asked ON true
    WHERE ${isEnd} OR ${isWanted}
    ORDER BY r.key, r.id LIMIT ${input.limit + 1}`,
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
