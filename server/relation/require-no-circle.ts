import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { mostAhead } from '../domain/limits.ts';
import { badField } from '../platform/errors.ts';
import { circleReasons } from '../domain/relations.ts';
import type { Ends } from '../domain/relations.ts';
import { endKnown } from './scope.ts';

/**
 * Refuses a relation that would lead from a task back to itself, also over tasks in the trash: they come back with
 * their relations. It goes only over projects that the member sees: a refusal for others would tell of them.
 * @throws BAD_REQUEST naming `toTaskId`, also where too many tasks hang together to be sure
 */
export async function requireNoCircle(w: WriteCtx, ends: Ends): Promise<void> {
  const ahead = await listAhead(w, ends);
  if (ahead.includes(ends.fromTaskId)) throw badField(['toTaskId'], circleReasons[ends.kind]);
  if (ahead.length > mostAhead)
    throw badField(['toTaskId'], `hangs together with more than ${mostAhead} other tasks`);
}

/**
 * The second task, and those that it blocks, or duplicates, itself or through others; the nearest first, and no more
 * than `mostAhead + 1`: Postgres goes no further than it is asked for. `OFFSET 0` keeps it from reading all relations
 * and tasks anew at each step.
 */
async function listAhead(w: WriteCtx, { kind, toTaskId }: Ends): Promise<TaskId[]> {
  const { workspaceId } = w.member;
  const end = { workspaceId: sql`r.workspace_id`, taskId: sql`r.to_task_id` };
  const { rows } = await w.db.execute<{ id: TaskId }>(sql`
    WITH RECURSIVE ahead(id) AS (
      SELECT ${toTaskId}::uuid
      UNION
      SELECT next.id FROM ahead, LATERAL (
        SELECT r.to_task_id AS id FROM relations r
        WHERE r.workspace_id = ${workspaceId} AND r.kind = ${kind} AND r.from_task_id = ahead.id
          AND ${endKnown(w.member, end)}
        OFFSET 0) next)
    SELECT id FROM ahead LIMIT ${mostAhead + 1}`);
  return rows.map(({ id }) => id);
}
