import { sql } from 'drizzle-orm';
import type { ProjectId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';

/** One word as Postgres asks for it, each as the text of a tsquery; empty where it takes none of it for a word. */
export type SearchTerm = { word: string; exact: string; prefix: string; stem: string };

export type SearchTerms = {
  terms: SearchTerm[];
  /** The projects that the member sees, so that Postgres knows how much of the workspace they are. */
  projectIds: ProjectId[];
  /** Their tasks are few, and few of the workspace's: to read them all is less than to read all matches from an index. */
  isFew: boolean;
};

/** So many tasks are few, where they are one in so many of the workspace's. */
const few = { tasks: 1000, share: 10 };

/** What Postgres makes of folded words, those left out of which it makes nothing; and where the member may look. */
export async function getSearchTerms(
  { db }: Ctx,
  { member, words }: { member: Member; words: string[] },
): Promise<SearchTerms> {
  const isSeen = bug('search-unscoped') ? sql`true` : projectVisible(member);
  const { rows } = await db.execute<SearchTerms>(sql`SELECT reach.*,
    (SELECT json_agg(json_build_object('word', word, 'exact', to_tsquery('simple', quoted || ':AC')::text,
      'prefix', to_tsquery('simple', quoted || ':*')::text, 'stem', to_tsquery('russian', quoted)::text) ORDER BY n)
      FROM unnest(${sql.param(words)}::text[]) WITH ORDINALITY each(word, n), format('''%s''', word) quoted) AS terms
    FROM (SELECT coalesce(array_agg(id) FILTER (WHERE is_seen), '{}') AS "projectIds",
      coalesce(sum(next_number) FILTER (WHERE is_seen) <= least(${few.tasks}::int, sum(next_number) / ${few.share}::int), false) AS "isFew"
      FROM (SELECT projects.id, projects.next_number, ${isSeen} AS is_seen FROM projects
        WHERE projects.workspace_id = ${member.workspaceId}) each) reach`);
  const [found] = rows;
  if (!found) throw new Error('an aggregate gave no row');
  return { ...found, terms: found.terms.filter(({ prefix }) => prefix !== '') };
}
