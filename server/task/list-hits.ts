import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { matchRanks, placeRanks } from '../domain/search/ranks.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { hasHadKey, projectVisible } from '../project/scope.ts';
import { nothingAboveDeleted, taskColumns } from './rows.ts';
import type { SearchTerm } from './get-search-terms.ts';
import { projectOfTask } from './scope.ts';

/** Of more matches in one place than this the newest are ranked: whoever gets so many types another word. */
const mostRanked = 100;
/** Of a comment no more is looked through for what to show. */
const mostShown = 20_000;

/** Where to look: keys and titles come before all notes and comments, and are asked for first. */
export type Stage = 'titles' | 'bodies';

export type Asked = {
  member: Member;
  terms: SearchTerm[];
  /** Stems that a word may have been meant by, word by word; null where each is spelt right. */
  near: string[] | null;
  projectIds: ProjectId[];
  /** The text as it was typed, for a key. */
  text: string;
  /** Tasks that have been found already. */
  without: TaskId[];
};

export type Position = readonly [rank: number, id: string];

/** A page of what one stage finds, after a position. Rights are proved anew by the statement that reads the rows. */
export async function listHits(
  { db }: Ctx,
  asked: Asked,
  { stage, after, limit }: { stage: Stage; after: Position | null; limit: number },
) {
  const { member, without } = asked;
  const [rank, id] = after ?? [];
  // Cut before the rows are read: to read one costs more than to rank it.
  const best = sql`(SELECT * FROM ${stage === 'titles' ? titleHits(asked) : bodyHits(asked)}
    WHERE ${without.length > 0 ? sql`hit.id <> ALL(${sql.param(without)}::uuid[])` : sql`true`}
      AND ${after === null ? sql`true` : sql`(hit.rank, hit.id) < (${rank}::int, ${id}::uuid)`}
    ORDER BY hit.rank DESC, hit.id DESC LIMIT ${limit}) hit`;
  return db
    .select({
      ...taskColumns,
      rank: sql<number>`hit.rank`,
      kind: sql<'title' | 'notes' | 'comment' | 'key'>`hit.kind`,
      comment: sql<string | null>`(SELECT left(c.body, ${mostShown}) FROM comments c
        WHERE c.workspace_id = ${member.workspaceId} AND c.id = hit.comment_id)`,
    })
    .from(best)
    .innerJoin(tasks, sql`${tasks.workspaceId} = ${member.workspaceId} AND ${tasks.id} = hit.id`)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        sql`${tasks.deletedAt} IS NULL`,
        bug('search-unscoped') ? undefined : projectVisible(member),
      ),
    )
    .orderBy(sql`hit.rank DESC, hit.id DESC`);
}

export type HitRow = Awaited<ReturnType<typeof listHits>>[number];

function titleHits(asked: Asked): SQL {
  const { any, formed } = queriesOf(asked);
  const column = sql`tasks.title_search`;
  const newest = (
    query: SQL,
  ) => sql`(SELECT tasks.id, ${column} AS search, tasks.title_folded, tasks.is_open
    FROM tasks WHERE ${seen(asked)} AND ${column} @@ ${query} ORDER BY tasks.id DESC LIMIT ${mostRanked})`;
  // Beginnings of words are many: they must not push out what has the words themselves.
  const found =
    asked.near === null ? sql`${newest(formed)} UNION ALL ${newest(any)}` : sql`${newest(any)}`;
  const isWhole = sql`title_folded = ${asked.terms.map(({ word }) => word).join(' ')}`;
  return sql`(SELECT DISTINCT ON (id) id, kind, rank, NULL::uuid AS comment_id FROM (
    SELECT id, 'title' AS kind, ${placeRanks.title}::int + ${nearness(asked, isWhole)} + is_open::int AS rank FROM (${found}) newest
    ${asked.near === null && keyHits(asked) ? sql`UNION ALL ${keyHits(asked)}` : sql``}) found ORDER BY id, rank DESC) hit`;
}

function bodyHits(asked: Asked): SQL {
  const { any } = queriesOf(asked);
  const byKey = keyHits(asked);
  const isOther = byKey ? sql`tasks.id NOT IN (SELECT id FROM ${byKey} named)` : sql`true`;
  const isSeen = sql`${seen(asked)} AND NOT tasks.title_search @@ ${any} AND ${isOther}`;
  const near = nearness(asked, sql`false`);
  return sql`(SELECT DISTINCT ON (id) id, kind, rank, comment_id FROM (
    SELECT id, NULL::uuid AS comment_id, 'notes' AS kind, ${placeRanks.notes}::int + ${near} + is_open::int AS rank FROM (
      SELECT tasks.id, tasks.search, tasks.is_open FROM tasks
      WHERE ${isSeen} AND tasks.search @@ ${any} ORDER BY tasks.id DESC LIMIT ${mostRanked}) newest
    UNION ALL
    SELECT task_id, id, 'comment', ${placeRanks.comment}::int + ${near} + is_open::int FROM (
      SELECT c.task_id, c.id, c.search, tasks.is_open FROM comments c
      JOIN tasks ON tasks.workspace_id = c.workspace_id AND tasks.id = c.task_id
      WHERE c.workspace_id = ${asked.member.workspaceId} AND c.deleted_at IS NULL AND c.search @@ ${any} AND ${isSeen}
      ORDER BY c.id DESC LIMIT ${mostRanked}) newest
    ) found ORDER BY id, rank DESC, comment_id DESC) hit`;
}

/** SQL: what the member sees of `tasks`, so that what others have, or what lies in the trash, takes no room. */
const seen = ({ member, projectIds }: Asked): SQL => sql`tasks.workspace_id = ${member.workspaceId}
  AND tasks.deleted_at IS NULL AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[]) AND ${nothingAboveDeleted}`;

/** SQL: how nearly a `search` column in the same query matches. */
function nearness(asked: Asked, isWhole: SQL): SQL {
  if (asked.near !== null) return sql`${matchRanks.typo}::int`;
  const { exact, formed } = queriesOf(asked);
  return sql`CASE WHEN ${isWhole} THEN ${matchRanks.whole}::int WHEN search @@ ${exact} THEN ${matchRanks.exact}::int
    WHEN search @@ ${formed} THEN ${matchRanks.stem}::int ELSE ${matchRanks.prefix}::int END`;
}

/**
 * SQL: all words as they stand; each so or in another form; each so, in another form, or as a beginning, and as what it
 * may have been meant for. The last is bound to the workspace by its own word, so that one index reads one tenant.
 */
function queriesOf({ member, terms, near }: Asked): Record<'exact' | 'formed' | 'any', SQL> {
  const all = (each: (term: SearchTerm, index: number) => string[]) =>
    terms.map((term, n) => `(${each(term, n).filter(Boolean).join(' | ')})`).join(' & ');
  const ofTenant = (query: string) => sql`${`'${member.workspaceId}' & ${query}`}::tsquery`;
  return {
    exact: sql`${all(({ exact }) => [exact])}::tsquery`,
    formed: ofTenant(all(({ exact, stem }) => [exact, stem])),
    any: ofTenant(all(({ prefix, stem }, n) => [prefix, stem, near?.[n] ?? ''])),
  };
}

/** SQL: the task that has this key, and what had it once; null where the text is none. */
function keyHits(asked: Asked): SQL | null {
  const { member, text } = asked;
  const [, key, number] = /^([A-Za-z][A-Za-z0-9]{1,9})-(\d{1,9})$/.exec(text) ?? [];
  if (key === undefined || number === undefined) return null;
  const named = sql`p.workspace_id = ${member.workspaceId} AND ${hasHadKey(key.toUpperCase())}`;
  return sql`(
    SELECT tasks.id, 'key' AS kind, ${placeRanks.key}::int FROM projects p JOIN tasks ON tasks.workspace_id = p.workspace_id AND tasks.project_id = p.id AND tasks.number = ${Number(number)}
    WHERE ${named} AND ${seen(asked)}
    UNION ALL
    SELECT k.task_id, 'key', ${placeRanks.formerKey}::int FROM projects p JOIN task_keys k ON k.workspace_id = p.workspace_id AND k.project_id = p.id AND k.number = ${Number(number)}
    JOIN tasks ON tasks.workspace_id = k.workspace_id AND tasks.id = k.task_id WHERE ${named} AND ${seen(asked)})`;
}
