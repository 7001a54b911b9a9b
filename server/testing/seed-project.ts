import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { searchVector } from '../../db/search-vector.ts';
import { ranksBetween } from '../domain/rank.ts';
import type { ProjectId, SectionId, UserId, WorkspaceId } from '../domain/ids.ts';

export type ProjectSeed = {
  workspaceId: WorkspaceId;
  projectId: ProjectId;
  userId: UserId;
  tasks: number;
  /** They take turns; without any the tasks stand in none. */
  sectionIds?: readonly SectionId[];
};

const words = 'plan the garden before winter comes and ask everyone who helped last year'.split(
  ' ',
);

/** A title of 1 to 20 words, the same for the same number. */
function titleOf(n: number): string {
  const length = 1 + ((n * 7) % 20);
  const said = Array.from({ length }, (_, at) => words[(n + at * 5) % words.length]);
  return `${n} ${said.join(' ')}`;
}

/** Fills a project with open tasks by SQL, a third of them due later on, in an order of their numbers. */
export async function seedProject(
  db: Db,
  { workspaceId, projectId, userId, tasks, sectionIds = [] }: ProjectSeed,
): Promise<void> {
  const orders = ranksBetween(null, null, tasks);
  const titles = orders.map((_, at) => titleOf(at + 1));
  const sections = orders.map((_, at) => sectionIds[at % Math.max(1, sectionIds.length)] ?? null);
  await db.execute(sql`
    INSERT INTO tasks (workspace_id, id, project_id, section_id, number, title, title_folded, notes, notes_folded, status, priority, due_on, "order", created_by, search)
    SELECT ${workspaceId}, gen_random_uuid(), ${projectId}, section_id, n, title, title, '', '', 'open', n % 3,
      CASE WHEN n % 3 = 0 THEN current_date + 1 + (n % 90)::int END, "order", ${userId},
      ${searchVector(workspaceId, { title: sql`title`, body: '' })}
    FROM unnest(${sql.param(orders)}::text[], ${sql.param(titles)}::text[], ${sql.param(sections)}::uuid[])
      WITH ORDINALITY AS made("order", title, section_id, n)`);
  await db.execute(
    sql`UPDATE projects SET next_number = ${tasks + 1} WHERE workspace_id = ${workspaceId} AND id = ${projectId}`,
  );
  await db.execute(sql`ANALYZE`);
}
