import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { fold } from '../../server/domain/fold.ts';
import type { ProjectId, UserId, WorkspaceId } from '../../server/domain/ids.ts';
import { ranksBetween } from '../../server/domain/rank.ts';
import { uuidv7 } from '../../server/domain/uuid.ts';
import { searchedWords, searchVector } from '../../db/search-vector.ts';
import { writtenTasks } from './texts.ts';
import type { WrittenTask } from './texts.ts';

const batch = 2000;

type Place = { workspaceId: WorkspaceId; userId: UserId; projectIds: ProjectId[]; tasks: number };

/** Writes generated tasks with notes and comments, spread over projects in turn, a third of them done. */
export async function fillSearch(db: Db, { tasks, ...place }: Place): Promise<void> {
  const orders = ranksBetween(null, null, tasks);
  const written = writtenTasks(tasks);
  for (let from = 0; from < tasks; from += batch) {
    const rows = Array.from({ length: Math.min(batch, tasks - from) }, () => written.next().value!);
    await insert(db, place, { rows, from, orders: orders.slice(from, from + batch) });
  }
  await db.execute(
    sql`UPDATE projects SET next_number = ${tasks + 1000} WHERE workspace_id = ${place.workspaceId}`,
  );
  await db.execute(sql`VACUUM ANALYZE`);
}

type Batch = { rows: WrittenTask[]; from: number; orders: string[] };

async function insert(
  db: Db,
  { workspaceId, userId, projectIds }: Omit<Place, 'tasks'>,
  { rows, from, orders }: Batch,
) {
  const list = (values: unknown[]) => sql.param(values);
  const made = rows.map((row, n) => ({ ...row, id: idOf(from + n), number: from + n + 1 }));
  await db.execute(sql`
    INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, notes, notes_folded, status, "order",
      created_by, created_at, updated_at, completed_at, search)
    SELECT ${workspaceId}, id, (${list(projectIds)}::uuid[])[1 + number % ${projectIds.length}::int], number, title, folded, notes,
      notes_folded, CASE WHEN number % 3 = 0 THEN 'done' ELSE 'open' END::task_status, "order", ${userId},
      now() - (1000000 - number) * interval '1 minute', now(), CASE WHEN number % 3 = 0 THEN now() END,
      ${searchVector(workspaceId, { title: sql`title_words`, body: sql`notes_words` })}
    FROM unnest(${list(made.map(({ id }) => id))}::uuid[], ${list(made.map(({ number }) => number))}::int[],
      ${list(made.map(({ title }) => title))}::text[], ${list(made.map(({ title }) => fold(title)))}::text[],
      ${list(made.map(({ notes }) => notes))}::text[], ${list(made.map(({ notes }) => fold(notes)))}::text[],
      ${list(orders)}::text[], ${list(made.map(({ title }) => searchedWords(title)))}::text[],
      ${list(made.map(({ notes }) => searchedWords(notes)))}::text[])
      made(id, number, title, folded, notes, notes_folded, "order", title_words, notes_words)`);
  const said = made.flatMap(({ id, number, comments }) =>
    comments.map((body, n) => ({ taskId: id, body, id: idOf(number * 10 + n) })),
  );
  await db.execute(sql`
    INSERT INTO comments (workspace_id, id, task_id, body, created_by, search)
    SELECT ${workspaceId}, id, task_id, body, ${userId}, ${searchVector(workspaceId, { body: sql`words` })}
    FROM unnest(${list(said.map(({ id }) => id))}::uuid[], ${list(said.map(({ taskId }) => taskId))}::uuid[],
      ${list(said.map(({ body }) => body))}::text[], ${list(said.map(({ body }) => searchedWords(body)))}::text[])
      said(id, task_id, body, words)`);
}

/** In the order of their numbers, as ids that are made one after the other. */
const idOf = (number: number) =>
  uuidv7(1_700_000_000_000 + number, new Uint8Array(10).fill(number % 251));
