import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { wordsOf } from '../domain/words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { hasHadKey, projectVisible } from '../project/scope.ts';
import { taskColumns, taskOutputOf } from './rows.ts';
import type { TaskSearchInput, TaskSearchOutput } from './schema.ts';
import { projectOfTask, taskVisible } from './scope.ts';

/** Of more matches than this the newest are ranked: whoever gets so many types another word. */
const mostRanked = 2000;
const mostWords = 12;
/** A mention's link, of which an excerpt shows the name. */
const mention = String.raw`\[(@[^]\n]*)\]\(cairn:user/[0-9a-f-]{36}\)`;

const cursorShape = z.tuple([z.number(), z.uuid()]);
const cursors = cursorsOf('task.search');

/**
 * Searches titles, notes and comments that the caller sees, in Russian and English, by stem and by prefix,
 * best first; a task's key finds that task. Text without a word in it finds nothing.
 */
export async function searchTasks(ctx: Ctx, input: TaskSearchInput): Promise<TaskSearchOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'task.search');
  const words = wordsOf(input.text).slice(0, mostWords);
  if (words.length === 0) return { items: [], nextCursor: null };
  return readStale(ctx, input, (on) => findHits(on, { input, member, query: wordsQuery(words) }));
}

type Asked = { input: TaskSearchInput; member: Member; query: SQL };

async function findHits(ctx: Ctx, { input, member, query }: Asked): Promise<TaskSearchOutput> {
  const rows = await ctx.db
    .select({
      ...taskColumns,
      rank: sql<number>`hit.rank`,
      kind: sql<Where>`hit.kind`,
      excerpt: excerptOf(query),
    })
    .from(hits(input, { member, query }))
    .innerJoin(tasks, sql`${tasks.workspaceId} = ${input.workspaceId} AND ${tasks.id} = hit.id`)
    .innerJoin(projects, projectOfTask)
    .where(
      and(sql`${tasks.deletedAt} IS NULL`, taskVisible(member), ...afterHit(ctx, input.cursor)),
    )
    .orderBy(sql`hit.rank DESC, hit.id`)
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ rank: _, kind, excerpt, ...row }) => ({
      task: taskOutputOf(row),
      where: kind,
      excerpt,
    })),
    nextCursor: rows.length > input.limit && last ? cursors.seal(ctx, [last.rank, last.id]) : null,
  };
}

type Where = TaskSearchOutput['items'][number]['where'];

/**
 * SQL: every word must be there, as a prefix of a word or as another form of it. Null, which matches nothing, where
 * Postgres takes none of it for a word; an empty query would match everything.
 */
function wordsQuery(words: string[]): SQL {
  const each = words.map(
    (word) => sql`(to_tsquery('simple', ${`'${word}':*`}) || plainto_tsquery('russian', ${word}))`,
  );
  return sql`nullif(${sql.join(each, sql` && `)}, ''::tsquery)`;
}

/**
 * SQL: the best hit of each task, found through the two search indexes and, for a key, by number. Only what stands in
 * projects that the member sees is counted, so that what others have takes no room.
 */
function hits(input: TaskSearchInput, { member, query }: { member: Member; query: SQL }): SQL {
  const inWorkspace = sql`${tenantQuery(input.workspaceId)} && ${query}`;
  const isSeen = sql`t.deleted_at IS NULL AND t.project_id IN (
    SELECT projects.id FROM projects WHERE projects.workspace_id = ${input.workspaceId} AND ${projectVisible(member)})`;
  return sql`(
    SELECT DISTINCT ON (id) id, kind, rank FROM (
      (SELECT id, CASE WHEN ts_filter(search, '{a}') @@ ${query} THEN 'title' ELSE 'notes' END AS kind, ts_rank(search, ${query})::float8 AS rank FROM (
        SELECT t.id, t.search FROM tasks t
        WHERE t.workspace_id = ${input.workspaceId} AND t.search @@ (${inWorkspace}) AND ${isSeen}
        ORDER BY t.id DESC LIMIT ${mostRanked}) newest)
      UNION ALL
      (SELECT task_id, 'comment', ts_rank(search, ${query})::float8 / 4 FROM (
        SELECT c.task_id, c.search FROM comments c JOIN tasks t ON t.workspace_id = c.workspace_id AND t.id = c.task_id
        WHERE c.workspace_id = ${input.workspaceId} AND c.deleted_at IS NULL AND c.search @@ (${inWorkspace}) AND ${isSeen}
        ORDER BY c.id DESC LIMIT ${mostRanked}) newest)
      UNION ALL ${keyHits(input)}
    ) found ORDER BY id, rank DESC) hit`;
}

function keyHits({ workspaceId, text }: TaskSearchInput): SQL {
  const [, key, number] = /^([A-Za-z][A-Za-z0-9]{1,9})-(\d{1,9})$/.exec(text) ?? [];
  if (key === undefined || number === undefined)
    return sql`(SELECT NULL::uuid, 'key', 0::float8 WHERE false)`;
  const named = sql`p.workspace_id = ${workspaceId} AND ${hasHadKey(key.toUpperCase())}`;
  return sql`(
    SELECT t.id, 'key', 100::float8 FROM projects p JOIN tasks t ON t.workspace_id = p.workspace_id AND t.project_id = p.id AND t.number = ${Number(number)}
    WHERE ${named}
    UNION ALL
    SELECT k.task_id, 'key', 99::float8 FROM projects p JOIN task_keys k ON k.workspace_id = p.workspace_id AND k.project_id = p.id AND k.number = ${Number(number)}
    WHERE ${named})`;
}

/** SQL: the workspace's own word, so that one index over all tenants reads this tenant's rows alone. */
function tenantQuery(workspaceId: WorkspaceId): SQL {
  return sql`${`'${workspaceId}'`}::tsquery`;
}

/** SQL: the words around the match, or the whole title, the match marked with U+0002 and U+0003. */
function excerptOf(query: SQL): SQL<string> {
  const marks = 'StartSel="\u0002", StopSel="\u0003"';
  const options = sql`CASE WHEN hit.kind IN ('notes', 'comment')
    THEN ${`${marks}, MaxWords=24, MinWords=8, MaxFragments=1`} ELSE ${`${marks}, HighlightAll=true`} END`;
  const text = sql`CASE hit.kind
    WHEN 'notes' THEN ${tasks.notes}
    WHEN 'comment' THEN (SELECT c.body FROM comments c WHERE c.workspace_id = ${tasks.workspaceId} AND c.task_id = ${tasks.id}
      AND c.deleted_at IS NULL AND c.search @@ ${query} ORDER BY c.created_at DESC LIMIT 1)
    ELSE ${tasks.title} END`;
  const named = sql`regexp_replace(left(${text}, 20000), ${mention}, '\\1', 'g')`;
  return sql<string>`ts_headline('russian', ${named}, ${query}, ${options})`;
}

function afterHit(ctx: Ctx, cursor: string | undefined): SQL[] {
  if (cursor === undefined) return [];
  const [rank, id] = cursors.open(ctx, cursor, cursorShape);
  return [
    sql`(hit.rank < ${rank}::float8 OR (hit.rank = ${rank}::float8 AND hit.id > ${id}::uuid))`,
  ];
}
