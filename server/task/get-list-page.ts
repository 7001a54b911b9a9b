import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { given, preparedRead } from '../../db/read-prepared.ts';
import { tasks } from '../../db/schema/tasks.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { chooseListRange } from './choose-list-range.ts';
import { continueListRange } from './continue-list-range.ts';
import { decodeListCursor } from './decode-list-cursor.ts';
import { chooseListShape } from './choose-list-shape.ts';
import type { ListShape } from './choose-list-shape.ts';
import { taskJson } from './rows.ts';
import type { TaskListInput, TaskSort } from './schema.ts';
import { taskVisible } from './scope.ts';

/** A page reads at most this many times its length, so that a filter that matches little stays cheap. */
const patience = 50;

/** A page of tasks as JSON, null where none is on it, and the row where the next page goes on, if there is one. */
export type ListPage = { items: string | null; end: [TaskSort, key: string, id: TaskId] | null };

/** Reads one page of the tasks that the member sees, in one statement whose answer is one row. */
export async function getListPage(
  ctx: Ctx,
  { userId, role }: Member,
  input: TaskListInput,
): Promise<ListPage> {
  const shape = chooseListShape(input);
  const [page] = await readPage(ctx.db, shape, {
    ...input,
    ...decodeListCursor(ctx, shape.sort, input.cursor),
    labelId: input.labelIds?.[0],
    userId,
    role,
    reads: patience * input.limit,
    more: input.limit + 1,
  });
  if (!page) throw new Error('a page of tasks is one row, whatever is on it');
  const { items, key, id } = page;
  return { items, end: key === null || id === null ? null : [shape.sort, key, id] };
}

type Row = { items: string | null; key: string | null; id: TaskId | null };

/**
 * The last row that a page may read comes along whether it is wanted or not: there the next page goes on, or else at
 * the last row shown, where more are wanted. One statement, so that no row can leave between the page and its end.
 */
const readPage = preparedRead<ListShape, Row>((shape) => {
  const limit = given('limit');
  const isLast = sql`CASE WHEN found > ${limit} THEN at = ${limit} ELSE is_end END`;
  return sql`
    SELECT string_agg(json, ',' ORDER BY key, id) FILTER (WHERE is_wanted AND at <= ${limit}) AS items,
      max(key::text) FILTER (WHERE ${isLast}) AS key, max(id::text) FILTER (WHERE ${isLast}) AS id
    FROM (
      SELECT *, row_number() OVER (ORDER BY key, id) AS at, count(*) OVER () AS found
      FROM (${rows(shape)}) unnumbered ORDER BY key, id) page`;
});

/** SQL: the rows of the page, one more, and the last that may be read. */
function rows(shape: ListShape): SQL {
  // What is cheap is asked first.
  const visible = taskVisible({ userId: given('userId'), role: given('role') });
  const wanted = sql`CASE WHEN ${and(...filters(shape))} THEN ${visible} END`;
  const isEnd = sql`r.n = ${given('reads')}`;
  const isWanted = sql`asked.yes IS NOT NULL`;
  return sql`
    SELECT r.id, r.key, ${isEnd} AS is_end, ${isWanted} AS is_wanted, ${taskJson} AS json
    FROM ${candidates(shape)}
    JOIN tasks ON tasks.workspace_id = ${given('workspaceId')} AND tasks.id = r.id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    -- The offset keeps this one question a row, so that the range is read no further than the page does.
    LEFT JOIN LATERAL (SELECT true AS yes WHERE ${wanted} OFFSET 0) asked ON true
    WHERE ${isEnd} OR ${isWanted}
    ORDER BY r.key, r.id LIMIT ${given('more')}`;
}

/** SQL: the rows of the range, in its order and numbered, as many as a page may read. */
function candidates(shape: ListShape): SQL {
  const range = chooseListRange(shape);
  const inOrder = sql`${range.key}, ${range.taskId}`;
  const within = sql`r.workspace_id = ${given('workspaceId')}`;
  return sql`(
    SELECT ${range.key} AS key, ${range.taskId} AS id, row_number() OVER (ORDER BY ${inOrder}) AS n FROM ${range.from}
    WHERE ${and(within, ...range.where, ...continueListRange(range, shape))}
    ORDER BY ${inOrder} LIMIT ${given('reads')}) r`;
}

function filters({ by }: ListShape): SQL[] {
  const wanted: Record<(typeof by)[number], SQL> = {
    projectId: sql`${tasks.projectId} = ${given('projectId')}`,
    parentId: sql`${tasks.parentId} = ${given('parentId')}`,
    status: sql`${tasks.status} = ${given('status')}`,
    dueAfter: sql`${tasks.dueOn} >= ${given('dueAfter')}`,
    dueBefore: sql`${tasks.dueOn} < ${given('dueBefore')}`,
    assigneeId: sql`EXISTS (SELECT 1 FROM task_assignees a WHERE a.workspace_id = tasks.workspace_id
      AND a.task_id = tasks.id AND a.user_id = ${given('assigneeId')})`,
    labelIds: sql`NOT EXISTS (SELECT 1 FROM unnest(${given('labelIds')}::uuid[]) asked(id) WHERE NOT EXISTS (
      SELECT 1 FROM task_labels l WHERE l.workspace_id = tasks.workspace_id AND l.task_id = tasks.id AND l.label_id = asked.id))`,
  };
  return [sql`${tasks.deletedAt} IS NULL`, ...by.map((filter) => wanted[filter])];
}
