import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { dropTasks } from './drop-tasks.ts';
import { openBudget } from './open-budget.ts';
import type { Root } from './scope.ts';
import { stepPurge } from './step-purge.ts';

const atOnce = 50;

/**
 * Removes as much of several things that are being purged as one transaction may: tasks that have nothing below them
 * together, which most of a long trash are, the others one after another.
 * @returns those of which something is left
 */
export async function stepPurges(
  w: WriteCtx,
  record: Record,
  roots: readonly Root[],
): Promise<Root[]> {
  const hasRoom = openBudget(w);
  let left = [...roots];
  const bare = await listBare(w, roots);
  for (let from = 0; from < bare.length; from += atOnce) {
    const some = bare.slice(from, from + atOnce);
    if (!(await dropTasks(w, some, hasRoom))) return left;
    const gone = new Set<string>(some);
    left = left.filter(({ id }) => !gone.has(id));
    if (!hasRoom()) return left;
  }
  while (left[0] && hasRoom() && (await stepPurge(w, record, left[0]))) left = left.slice(1);
  return left;
}

async function listBare(w: WriteCtx, roots: readonly Root[]): Promise<TaskId[]> {
  const { workspaceId } = w.member;
  const ids = roots.flatMap(({ entity, id }) => (entity === 'task' ? [id] : []));
  const found = await w.db.execute<{ id: TaskId }>(sql`
    SELECT t.id FROM tasks t
    WHERE t.workspace_id = ${workspaceId} AND t.id = ANY(${sql.param(ids)}::uuid[]) AND NOT EXISTS (
      SELECT 1 FROM tasks c WHERE c.workspace_id = ${workspaceId} AND c.parent_id = t.id)`);
  return found.rows.map(({ id }) => id);
}
