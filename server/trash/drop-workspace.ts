import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { writeEnded } from '../changes/write-ended.ts';
import type { EndedCtx } from '../changes/write-ended.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { forgetWorkspace } from './forget-workspace.ts';
import { keptDays } from '../domain/limits.ts';

/** So many rows go in one transaction. */
const atOnce = 500;

/** What hangs from tasks goes before them, and they before what they stand in. */
const belowTasks = [
  'import_items',
  'imports',
  'day_plans',
  'hot_tasks',
  'reminders',
  'pushes',
  'notifications',
  'completions',
  'relations',
  'task_keys',
  'task_assignees',
  'task_labels',
  'comments',
] as const;
const aboveTasks = [
  'saved_views',
  'invites',
  'project_members',
  'sections',
  'labels',
  'projects',
  'changes',
] as const;

/**
 * Removes all that a workspace holds which was deleted long ago, some rows at a time, what points at others first, and
 * at the end its own row. Its bytes go by the notes that it leaves, which point at the row: while there are any, it
 * stays for the next time.
 */
export async function dropWorkspace(
  runtime: Runtime,
  workspaceId: WorkspaceId,
  isStopped: () => boolean,
): Promise<void> {
  const untilNone = async (step: (w: EndedCtx) => Promise<number>) => {
    for (let went = 1; went > 0 && !isStopped();)
      went = await writeEnded(runtime, { workspaceId, keptDays }, (w) => step(w));
  };
  await untilNone(dropFiles);
  for (const table of belowTasks) await untilNone((w) => dropFrom(w, table));
  // What is below goes before what is above it, so each round takes a level of what hangs deepest.
  for (let went = 1; went > 0 && !isStopped();) {
    const round = { after: nil, went: 0 };
    await untilNone((w) => dropLeaves(w, round));
    ({ went } = round);
  }
  for (const table of aboveTasks) await untilNone((w) => dropFrom(w, table));
  // They find the answers that they were given.
  const round = { userId: nil, opId: nil };
  await untilNone((w) => forgetWorkspace(w, round, atOnce));
  await untilNone((w) => dropFrom(w, 'members'));
  await untilNone(dropRow);
}

const nil = '00000000-0000-0000-0000-000000000000';

const some = (table: string, { workspaceId }: EndedCtx): SQL => sql`ctid = ANY(ARRAY(
  SELECT ctid FROM ${sql.identifier(table)} WHERE workspace_id = ${workspaceId} LIMIT ${atOnce}))`;

async function dropFrom(w: EndedCtx, table: string): Promise<number> {
  const gone = await w.db.execute(
    sql`DELETE FROM ${sql.identifier(table)} WHERE ${some(table, w)}`,
  );
  return gone.rowCount ?? 0;
}

async function dropFiles(w: EndedCtx): Promise<number> {
  const gone = await w.db.execute(sql`
    WITH gone AS (DELETE FROM attachments WHERE ${some('attachments', w)} RETURNING file_id)
    INSERT INTO file_deletions (workspace_id, file_id, due_at) SELECT ${w.workspaceId}, file_id, now() FROM gone`);
  return gone.rowCount ?? 0;
}

/** One step of a round through all tasks, by id. @returns how many were looked at */
async function dropLeaves(w: EndedCtx, round: { after: string; went: number }): Promise<number> {
  const found = await w.db.execute<{ last: string | null; looked: number; went: number }>(sql`
    WITH page AS (
      SELECT id FROM tasks WHERE workspace_id = ${w.workspaceId} AND id > ${round.after} ORDER BY id LIMIT ${atOnce}),
    gone AS (
      DELETE FROM tasks t USING page WHERE t.workspace_id = ${w.workspaceId} AND t.id = page.id AND NOT EXISTS (
        SELECT 1 FROM tasks c WHERE c.workspace_id = ${w.workspaceId} AND c.parent_id = t.id)
      RETURNING t.id)
    SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*)::int FROM page) AS looked,
      (SELECT count(*)::int FROM gone) AS went`);
  const { last = null, looked = 0, went = 0 } = found.rows[0] ?? {};
  round.after = last ?? round.after;
  round.went += went;
  return looked;
}

async function dropRow(w: EndedCtx): Promise<number> {
  const gone = await w.db.execute(sql`
    DELETE FROM workspaces WHERE id = ${w.workspaceId}
      AND NOT EXISTS (SELECT 1 FROM file_deletions f WHERE f.workspace_id = workspaces.id)`);
  return gone.rowCount ?? 0;
}
