import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { nearWords } from '../domain/search/near-words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import type { SearchTerms } from './get-search-terms.ts';

/** Of more words than this the rest must be spelt right: each asks for hundreds of spellings. */
const mostMisspelt = 3;
/** So many at most may be meant by all words: each is asked for, and makes the query that looks for them dearer. */
const mostMeant = 100;
/** So many are asked for at once: what the index does for a query grows by the square of its words. */
const atOnce = 32;
/** Of so many matches is asked whether one is seen: Postgres takes the index for these, not for one. */
const mostRead = 50;
/** The words of so many of the newest tasks are looked through, of none whose column is longer than so many bytes. */
const sample = { tasks: 150, bytes: 2000 };

type Asked = SearchTerms & { member: Member };

/**
 * For each word the stems of what may be meant by it, as texts of a tsquery, empty where there are none: those that
 * stand in titles or notes, or if in none, in comments. Only what the member sees is read.
 */
export async function listNearStems(ctx: Ctx, asked: Asked): Promise<string[]> {
  const words = await readStems(ctx, asked);
  const inTasks = await readStanding(ctx, asked, {
    stems: words.flat(),
    frequent: frequentOf(asked, words.flat()),
    among: taskMatches,
  });
  const left = words.filter((stems) => !stems.some((stem) => inTasks.has(stem)));
  const inComments = await readStanding(ctx, asked, {
    stems: left.flat(),
    frequent: sql`SELECT '' AS stem WHERE false`,
    among: commentMatches,
  });
  const stands = (stem: string) => inTasks.has(stem) || inComments.has(stem);
  return words.map((stems) => queryOf(stems.filter(stands)));
}

async function readStems({ db }: Ctx, { terms }: Asked): Promise<string[][]> {
  const spellings = terms.map(({ word }, n) => (n < mostMisspelt ? nearWords(word).join(' ') : ''));
  const { rows } = await db.execute<{ stems: string[] }>(sql`
    SELECT tsvector_to_array(to_tsvector('russian', spelling)) AS stems
    FROM unnest(${sql.param(spellings)}::text[]) WITH ORDINALITY each(spelling, n) ORDER BY n`);
  return rows.map(({ stems }) => stems);
}

type Looked = { stems: string[]; frequent: SQL; among: (asked: Asked, query: SQL) => SQL };

/**
 * Those of the stems that the member's tasks or comments have. Those that are known to be frequent are spared the index,
 * which reads all matches of a bundle; it is asked for one alone only where its bundle has any.
 */
async function readStanding({ db }: Ctx, asked: Asked, { stems, frequent, among }: Looked) {
  if (stems.length === 0) return new Set<string>();
  const tenant = `'${asked.member.workspaceId}'`;
  const stands = (query: SQL) =>
    sql`(SELECT count(*) FROM (${among(asked, query)} LIMIT ${mostRead}) few) > 0`;
  const found = await db.execute<{ stem: string }>(sql`
    WITH frequent AS MATERIALIZED (${frequent}),
    bundles AS MATERIALIZED (
      SELECT array_agg(stem) AS stems, (${`${tenant} & (`}::text || string_agg('''' || stem || '''', ' | ') || ')')::tsquery AS query
      FROM unnest(${sql.param(stems)}::text[]) WITH ORDINALITY each(stem, n)
      WHERE stem NOT IN (SELECT stem FROM frequent) GROUP BY n / ${atOnce}::int),
    standing AS MATERIALIZED (SELECT stems FROM bundles WHERE ${stands(sql`bundles.query`)})
    SELECT stem FROM frequent UNION ALL
    SELECT stem FROM standing, unnest(standing.stems) stem
    WHERE ${stands(sql`(${`${tenant} & '`}::text || stem || '''')::tsquery`)} LIMIT ${mostMeant}`);
  return new Set(found.rows.map(({ stem }) => stem));
}

/** SQL: those of the stems that the newest tasks have, of long ones none. */
const frequentOf = (asked: Asked, stems: string[]): SQL => sql`
  SELECT DISTINCT stem FROM (SELECT search FROM (
      SELECT tasks.search FROM tasks WHERE ${living(asked)} ORDER BY tasks.id DESC LIMIT ${sample.tasks}) latest
    WHERE pg_column_size(search) <= ${sample.bytes} OFFSET 0) newest,
    unnest(tsvector_to_array(newest.search)) stem
  WHERE stem = ANY(${sql.param(stems)}::text[])`;

const living = ({
  member,
  projectIds,
}: Asked): SQL => sql`tasks.workspace_id = ${member.workspaceId}
  AND tasks.deleted_at IS NULL AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[])`;

const taskMatches = (asked: Asked, query: SQL): SQL => sql`SELECT FROM tasks
  WHERE ${living(asked)} AND tasks.search @@ ${query}`;

const commentMatches = (asked: Asked, query: SQL): SQL => sql`SELECT FROM comments c
  JOIN tasks ON tasks.workspace_id = c.workspace_id AND tasks.id = c.task_id
  WHERE c.workspace_id = ${asked.member.workspaceId} AND c.search @@ ${query} AND c.deleted_at IS NULL
    AND ${living(asked)}`;

const queryOf = (stems: string[]) => stems.map((stem) => `'${stem}'`).join(' | ');
