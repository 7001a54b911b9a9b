import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { nearWords } from '../domain/search/near-words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import type { SearchTerms } from './get-search-terms.ts';

/** Of more words than this the rest must be spelt right: each asks for hundreds of spellings. */
const mostMisspelt = 3;
/** So many are asked for at once: what the index does for a query grows by the square of its words. */
const atOnce = 64;
/** Of so many tasks for each of these questions is read which spellings they have. */
const mostRead = 50;

type Asked = SearchTerms & { member: Member };

/**
 * For each word the stems of what may be meant by it, as texts of a tsquery, empty where there are none: those that
 * stand in titles or notes, or if in none, in comments. Only what the member sees is read.
 */
export async function listNearStems(ctx: Ctx, asked: Asked): Promise<string[]> {
  const words = await readStems(ctx, asked);
  const inTasks = await readStanding(ctx, asked, { stems: words.flat(), rows: taskRows });
  const left = words.filter((stems) => !stems.some((stem) => inTasks.has(stem)));
  const inComments = await readStanding(ctx, asked, { stems: left.flat(), rows: commentRows });
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

type Looked = { stems: string[]; rows: (asked: Asked) => SQL };

/** Those of the stems that the member's tasks or comments have, some of each. */
async function readStanding({ db }: Ctx, asked: Asked, { stems, rows }: Looked) {
  if (stems.length === 0) return new Set<string>();
  const tenant = asked.member.workspaceId;
  const queries = Array.from(
    { length: Math.ceil(stems.length / atOnce) },
    (_, n) => `'${tenant}' & (${queryOf(stems.slice(n * atOnce, (n + 1) * atOnce))})`,
  );
  const found = await db.execute<{ stem: string }>(sql`
    SELECT DISTINCT stem FROM unnest(${sql.param(queries)}::text[]) each(query),
      LATERAL (${rows(asked)} LIMIT ${mostRead}) few, unnest(tsvector_to_array(few.search)) stem
    WHERE stem = ANY(${sql.param(stems)}::text[])`);
  return new Set(found.rows.map(({ stem }) => stem));
}

const taskRows = ({ member, projectIds }: Asked): SQL => sql`SELECT tasks.search FROM tasks
  WHERE tasks.workspace_id = ${member.workspaceId} AND tasks.search @@ each.query::tsquery
    AND tasks.deleted_at IS NULL AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[])`;

const commentRows = ({ member, projectIds }: Asked): SQL => sql`SELECT c.search FROM comments c
  JOIN tasks ON tasks.workspace_id = c.workspace_id AND tasks.id = c.task_id
  WHERE c.workspace_id = ${member.workspaceId} AND c.search @@ each.query::tsquery AND c.deleted_at IS NULL
    AND tasks.deleted_at IS NULL AND tasks.project_id = ANY(${sql.param(projectIds)}::uuid[])`;

const queryOf = (stems: string[]) => stems.map((stem) => `'${stem}'`).join(' | ');
