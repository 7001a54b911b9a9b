import { sql } from 'drizzle-orm';
import type { Db, Pool } from './client.ts';
import { transaction } from './transaction.ts';
import { fold } from '../server/domain/fold.ts';
import type { TaskId, WorkspaceId } from '../server/domain/ids.ts';
import { searchedWords, searchVector } from './search-vector.ts';

/** Notes may be long: so many are held and written at a time. */
const batch = 200;

type Unfolded = { workspaceId: WorkspaceId; id: TaskId; title: string; notes: string };

/**
 * Folds the notes of tasks that nobody has written in since notes are kept folded, and renews their search columns. In
 * short transactions; what somebody writes in just then is left to them.
 * @returns how many were folded
 */
export async function foldNotes(pool: Pool, signal: AbortSignal): Promise<number> {
  let folded = 0;
  for (let done = batch; done === batch && !signal.aborted; folded += done)
    done = await transaction(pool, foldBatch);
  return folded;
}

async function foldBatch(db: Db): Promise<number> {
  const { rows } = await db.execute<Unfolded>(sql`
    SELECT workspace_id AS "workspaceId", id, title, notes FROM tasks WHERE notes_folded IS NULL
    ORDER BY workspace_id, id LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED`);
  if (rows.length === 0) return 0;
  const column = (of: (row: Unfolded) => string) => sql.param(rows.map(of));
  await db.execute(sql`
    UPDATE tasks SET notes_folded = folded.notes,
      search = ${searchVector(sql`tasks.workspace_id`, { title: sql`title_words`, body: sql`notes_words` })}
    FROM unnest(${column((row) => row.workspaceId)}::uuid[], ${column(({ id }) => id)}::uuid[],
      ${column(({ notes }) => fold(notes))}::text[], ${column(({ title }) => searchedWords(title))}::text[],
      ${column(({ notes }) => searchedWords(notes))}::text[])
      folded(workspace_id, id, notes, title_words, notes_words)
    WHERE tasks.workspace_id = folded.workspace_id AND tasks.id = folded.id`);
  return rows.length;
}
