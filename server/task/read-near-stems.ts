import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { nearWords } from '../domain/search/near-words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import type { SearchTerms } from './read-search-terms.ts';

/** Of more words than this the rest must be spelt right: each asks for hundreds of spellings. */
const mostMisspelt = 3;
/** The spellings are taken from so many tasks that have one. */
const mostRead = 300;

type Asked = SearchTerms & { member: Member };

/**
 * For each word the stems of what may be meant by it, as texts of a tsquery, empty where there are none: those that
 * stand in titles, or if in none, in notes. Only what the member sees is read.
 */
export async function readNearStems(ctx: Ctx, asked: Asked): Promise<string[]> {
  const spellings = asked.terms.map(({ word }, n) => (n < mostMisspelt ? nearWords(word) : []));
  const { rows } = await ctx.db.execute<{ stems: string[] }>(sql`
    SELECT tsvector_to_array(to_tsvector('russian', spelling)) AS stems
    FROM unnest(${sql.param(spellings.map((near) => near.join(' ')))}::text[]) WITH ORDINALITY each(spelling, n)
    ORDER BY n`);
  const near: string[] = [];
  for (const { stems } of rows) near.push(queryOf(await readStanding(ctx, asked, stems)));
  return near;
}

async function readStanding({ db }: Ctx, asked: Asked, stems: string[]): Promise<string[]> {
  if (stems.length === 0) return [];
  const { rows } = await db.execute<{ stems: string[] | null }>(sql`
    SELECT coalesce(${standing(asked, stems, sql`title_search`)}, ${standing(asked, stems, sql`search`)}) AS stems`);
  return rows[0]?.stems ?? [];
}

/**
 * SQL: those of the stems that the column has in some of the member's tasks. The query is hidden from the planner, which
 * would believe so many spellings to be nearly everywhere, and look for them in row after row.
 */
function standing({ member, projectIds }: Asked, stems: string[], column: SQL): SQL {
  return sql`(SELECT array_agg(DISTINCT stem) FROM (
    SELECT tasks.${column} AS found FROM tasks
    WHERE tasks.workspace_id = ${member.workspaceId} AND tasks.deleted_at IS NULL
      AND tasks.${column} @@ (SELECT ${`'${member.workspaceId}' & (${queryOf(stems)})`}::tsquery)
      AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[])
    LIMIT ${mostRead}) few, unnest(tsvector_to_array(found)) stem
    WHERE stem = ANY(${sql.param(stems)}::text[]))`;
}

const queryOf = (stems: string[]) => stems.map((stem) => `'${stem}'`).join(' | ');
