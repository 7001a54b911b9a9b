import { and, desc, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { changes } from '../../db/schema/changes.ts';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import { changeVisible } from '../change/scope.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { isOfTurn, taskColumns, taskOutputOf } from '../task/rows.ts';
import type { TaskRow } from '../task/rows.ts';
import type { TaskListCompletedInput, TaskListCompletedOutput } from './schema.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';

/** A page reads at most this many times its length, so that a log of which little still holds stays cheap. */
const patience = 50;

const cursors = cursorsOf('task.listCompleted');
const cursorShape = z.tuple([z.int(), z.int().min(0).max(32_767)]);

/** SQL: the day of the occurrence that the change completed; null where it completed a task as a whole. */
const occurrence = sql<
  string | null
>`CASE WHEN ${changes.after} ? 'occurrencesDone' THEN ${changes.before} ->> 'occurrenceOn' END`;

/**
 * SQL: true where nobody took the completion back since. A task has the moment of the change by which it is done, and
 * each occurrence that is done has a row.
 */
const stillHolds = sql`CASE WHEN ${changes.after} ? 'occurrencesDone' THEN EXISTS (
    SELECT 1 FROM completions c WHERE c.workspace_id = ${changes.workspaceId} AND c.task_id = ${tasks.id}
      AND c.occurrence_on = (${changes.before} ->> 'occurrenceOn')::date AND c.completed_at = ${changes.at})
  ELSE ${tasks.status} = 'done' AND ${tasks.completedAt} = ${changes.at} END`;

/** SQL: true where the task still stands where the change put it, as `getLastCompletion` has it. */
const isLastOfTask = sql<boolean>`CASE WHEN ${changes.after} ? 'occurrencesDone' THEN
    ${tasks.occurrencesDone} > 0 AND ${isOfTurn}
    AND (coalesce(${changes.after} ->> 'occurrenceOn', ${tasks.occurrenceOn}::text) = ${tasks.occurrenceOn}::text
      OR (${changes.after} ->> 'completedAt')::timestamptz = ${tasks.completedAt}
      OR (${tasks.status} = 'cancelled' AND (${changes.before} ->> 'occurrenceOn')::date > ${tasks.occurrenceOn}))
    AND (${changes.after} ? 'status') = (${tasks.status} <> 'open')
  ELSE true END`;

/**
 * One keyset page of what was completed and is so still, newest first, as far as the caller sees the tasks: what was
 * cancelled is not in it, nor what an import brought as done. A page can be short, even empty, and have a cursor.
 */
export async function listCompleted(
  ctx: Ctx,
  input: TaskListCompletedInput,
): Promise<TaskListCompletedOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'task.listCompleted');
  const rows = await readStale(ctx, input, (on) => readPage(on, member, input));
  // A row whose task was purged is read for its place alone.
  const shown = rows.filter((row) => row.isWanted).slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : rows.find((row) => row.isEnd);
  return {
    items: shown.map(({ task, completedAt, completedBy, occurrenceOn, isLast }) => ({
      task: taskOutputOf(task as TaskRow),
      completedAt,
      completedBy,
      occurrenceOn,
      isLast: isLast === true,
    })),
    nextCursor: last ? cursors.seal(ctx, [last.seq, last.n]) : null,
  };
}

/** The page and one row more, with the last row that a page may read, whether it is wanted or not. */
function readPage(ctx: Ctx, member: Member, input: TaskListCompletedInput) {
  const isKnown = sql`(${changes.actorId} = ${member.userId} OR ${changeVisible(member)})`;
  const isSeen = bug('completed-unscoped') ? sql`true` : taskVisible(member);
  const wanted = and(sql`${tasks.deletedAt} IS NULL`, stillHolds, input.by && isKnown, isSeen);
  const isEnd = sql<boolean>`place.nth = ${patience * input.limit}`;
  const isWanted = sql<boolean>`asked.yes IS NOT NULL`;
  return (
    ctx.db
      .select({
        task: taskColumns,
        completedAt: changes.at,
        completedBy: sql<
          typeof changes.$inferSelect.actorId
        >`CASE WHEN ${isKnown} THEN ${changes.actorId} END`,
        occurrenceOn: occurrence,
        isLast: isLastOfTask,
        seq: changes.seq,
        n: changes.n,
        isEnd,
        isWanted,
      })
      .from(candidates(ctx, input))
      .innerJoin(
        changes,
        sql`${changes.workspaceId} = ${input.workspaceId} AND ${changes.seq} = place.seq AND ${changes.n} = place.n`,
      )
      .leftJoin(
        tasks,
        and(eq(tasks.workspaceId, changes.workspaceId), eq(tasks.id, sql`${changes.entityId}`)),
      )
      .leftJoin(projects, projectOfTask)
      // The offset keeps this one question a row, so that the range is read no further than the page.
      .leftJoin(sql`LATERAL (SELECT true AS yes WHERE ${wanted} OFFSET 0) asked`, sql`true`)
      .where(sql`${isEnd} OR ${isWanted}`)
      .orderBy(desc(changes.seq), desc(changes.n))
      .limit(input.limit + 1)
  );
}

/** SQL: the places of completions in the log, newest first and numbered, as many as a page may read: one index range. */
function candidates(ctx: Ctx, { workspaceId, by, cursor, limit }: TaskListCompletedInput): SQL {
  const within = and(
    eq(changes.workspaceId, workspaceId),
    sql`${changes.type} = 'task.completed'`,
    by && eq(changes.actorId, by),
    beforeCursor(ctx, cursor),
  );
  return sql`(SELECT ${changes.seq}, ${changes.n}, row_number() OVER (ORDER BY ${changes.seq} DESC, ${changes.n} DESC) AS nth
    FROM ${changes} WHERE ${within} ORDER BY ${changes.seq} DESC, ${changes.n} DESC LIMIT ${patience * limit}) place`;
}

function beforeCursor(ctx: Ctx, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [seq, n] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${changes.seq}, ${changes.n}) < (${seq}, ${n})`;
}
