import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { matchRanks, placeRanks } from '../domain/search/ranks.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { hasHadKey } from '../project/scope.ts';
import { nothingAboveDeleted } from './rows.ts';
import type { SearchTerm } from './get-search-terms.ts';

/** Of more matches in one place than this the newest are ranked: whoever gets so many types another word. */
const mostRanked = 100;

/** Where to look: keys and titles come before all notes and comments, and are asked for first. */
export type Stage = 'titles' | 'bodies';

export type Asked = {
  member: Member;
  terms: SearchTerm[];
  /** Stems that a word may have been meant by, word by word; null where each is spelt right. */
  near: string[] | null;
  projectIds: ProjectId[];
  isFew: boolean;
  /** The text as it was typed, for a key. */
  text: string;
  /** Tasks that have been found already. */
  without: TaskId[];
};

export type Position = readonly [rank: number, id: string];

/** What was found and why: read no further than to rank it. */
export type Hit = {
  id: TaskId;
  rank: number;
  kind: 'title' | 'notes' | 'comment' | 'key';
  commentId: string | null;
};

/** What one stage finds after a position, the best first. */
export async function listHits(
  { db }: Ctx,
  asked: Asked,
  { stage, after, limit }: { stage: Stage; after: Position | null; limit: number },
): Promise<Hit[]> {
  const page = { after, limit };
  const { rows } = await db.execute<Hit>(sql`
    ${stage === 'titles' ? titleHits(asked, page) : bodyHits(asked, page)}
    SELECT id, rank, kind, comment_id AS "commentId" FROM (SELECT DISTINCT ON (id) * FROM found
      ORDER BY id, rank DESC, comment_id DESC) hit
    WHERE ${isWanted(asked, after)} ORDER BY rank DESC, id DESC LIMIT ${limit}`);
  return rows;
}

type Page = { after: Position | null; limit: number };

/** SQL: true where the row of hits in the same query is not shown yet. */
function isWanted({ without }: Asked, after: Position | null): SQL {
  const [rank, id] = after ?? [];
  const isNew = without.length > 0 ? sql`id <> ALL(${sql.param(without)}::uuid[])` : sql`true`;
  return after === null ? isNew : sql`${isNew} AND (rank, id) < (${rank}::int, ${id}::uuid)`;
}

/** SQL: true where these hits, all of which are better than what comes next, leave room on the page. */
const leavesRoom = (hits: SQL, asked: Asked, { after, limit }: Page): SQL => sql`
  (SELECT count(*) FROM ${hits} better WHERE ${isWanted(asked, after)}) < ${limit}`;

function titleHits(asked: Asked, page: Page): SQL {
  const { any, formed } = queriesOf(asked);
  const isWhole = sql`title_folded = ${asked.terms.map(({ word }) => word).join(' ')}`;
  const hitsOf = (
    query: SQL,
  ) => sql`SELECT id, ${placeRanks.title}::int + ${nearness(asked, isWhole)} + is_open::int AS rank,
    'title' AS kind, NULL::uuid AS comment_id FROM ${newestTasks(asked, { column: sql`tasks.title_search`, query })}`;
  const byKey = asked.near === null ? keyHits(asked) : null;
  const named = byKey
    ? sql`UNION ALL SELECT id, rank, kind, NULL::uuid FROM ${byKey} named`
    : sql``;
  if (asked.near !== null) return sql`WITH found AS (${hitsOf(any)})`;
  // Beginnings of words are many: they must not push out what has the words themselves.
  return sql`WITH formed AS MATERIALIZED (${hitsOf(formed)}), found AS (
    SELECT * FROM formed ${named}
    UNION ALL SELECT * FROM (${hitsOf(any)}) begun WHERE ${leavesRoom(sql`formed`, asked, page)})`;
}

function bodyHits(asked: Asked, page: Page): SQL {
  const { any } = queriesOf(asked);
  const byKey = keyHits(asked);
  const isOther = byKey ? sql`tasks.id NOT IN (SELECT id FROM ${byKey} named)` : sql`true`;
  const isBody = sql`NOT tasks.title_search @@ ${any} AND ${isOther}`;
  const near = nearness(asked, sql`false`);
  return sql`WITH noted AS MATERIALIZED (
    SELECT id, ${placeRanks.notes}::int + ${near} + is_open::int AS rank, 'notes' AS kind, NULL::uuid AS comment_id
    FROM ${newestTasks(asked, { column: sql`tasks.search`, query: any, more: isBody })}), found AS (
    SELECT * FROM noted UNION ALL SELECT * FROM (
      SELECT id, ${placeRanks.comment}::int + ${near} + is_open::int, 'comment', comment_id
      FROM ${newestComments(asked, any, isBody)}) said WHERE ${leavesRoom(sql`noted`, asked, page)})`;
}

type Sought = { column: SQL; query: SQL; more?: SQL };

/**
 * SQL: the newest tasks of which a search column matches. What they hang from is asked of these alone, behind a fence:
 * Postgres takes that question for so dear that it would go ways to spare it which cost more than all the rest.
 */
const newestTasks = (asked: Asked, { column, query, more = sql`true` }: Sought): SQL => sql`(
  SELECT id, search, title_folded, is_open FROM (
    SELECT tasks.workspace_id, tasks.id, tasks.section_id, tasks.parent_id, tasks.title_folded, tasks.is_open, ${column} AS search
    FROM tasks WHERE ${living(asked)} AND ${matches(asked, column, query)} AND ${more} ORDER BY tasks.id DESC OFFSET 0) tasks
  WHERE ${nothingAboveDeleted} LIMIT ${mostRanked}) newest`;

/** SQL: true where a search column matches; where the member sees few tasks these are read, and the index is not. Comments are not bounded by tasks. */
const matches = ({ isFew }: Asked, column: SQL, query: SQL): SQL =>
  isFew ? sql`(${column} @@ ${query}) IS TRUE` : sql`${column} @@ ${query}`;

/** SQL: the newest comments that match, likewise. */
const newestComments = (asked: Asked, query: SQL, more: SQL): SQL => sql`(
  SELECT id, comment_id, search, is_open FROM (
    SELECT tasks.workspace_id, tasks.id, tasks.section_id, tasks.parent_id, tasks.is_open, c.id AS comment_id, c.search
    FROM comments c JOIN tasks ON tasks.workspace_id = c.workspace_id AND tasks.id = c.task_id
    WHERE c.workspace_id = ${asked.member.workspaceId} AND c.deleted_at IS NULL AND c.search @@ ${query}
      AND ${living(asked)} AND ${more} ORDER BY c.id DESC OFFSET 0) tasks
  WHERE ${nothingAboveDeleted} LIMIT ${mostRanked}) newest`;

/** SQL: what the member sees of `tasks`, so that what others have, or what lies in the trash, takes no room. */
const seen = (asked: Asked): SQL => sql`${living(asked)} AND ${nothingAboveDeleted}`;

/** SQL: the same, what it hangs from apart. */
const living = ({
  member,
  projectIds,
}: Asked): SQL => sql`tasks.workspace_id = ${member.workspaceId}
  AND tasks.deleted_at IS NULL AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[])`;

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
    SELECT tasks.id, 'key' AS kind, ${placeRanks.key}::int AS rank FROM projects p JOIN tasks ON tasks.workspace_id = p.workspace_id AND tasks.project_id = p.id AND tasks.number = ${Number(number)}
    WHERE ${named} AND ${seen(asked)}
    UNION ALL
    SELECT k.task_id, 'key', ${placeRanks.formerKey}::int FROM projects p JOIN task_keys k ON k.workspace_id = p.workspace_id AND k.project_id = p.id AND k.number = ${Number(number)}
    JOIN tasks ON tasks.workspace_id = k.workspace_id AND tasks.id = k.task_id WHERE ${named} AND ${seen(asked)})`;
}
