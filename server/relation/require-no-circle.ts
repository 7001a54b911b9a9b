import { and, eq, inArray, sql } from 'drizzle-orm';
import { relations } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { mostAhead } from '../domain/limits.ts';
import { badField } from '../platform/errors.ts';
import { circleReasons } from '../domain/relations.ts';
import type { Ends } from '../domain/relations.ts';
import { endVisible } from './scope.ts';

/**
 * Refuses a relation that would lead from a task back to itself. It goes only over tasks that the member sees: a
 * refusal for others would tell of them, and a circle that nobody sees whole blocks nobody for ever.
 * @throws BAD_REQUEST naming `toTaskId`, also where too many tasks hang together to be sure
 */
export async function requireNoCircle(w: WriteCtx, ends: Ends): Promise<void> {
  const seen = new Set<TaskId>();
  for (let next: TaskId[] = [ends.toTaskId]; next.length > 0;) {
    for (const taskId of next) seen.add(taskId);
    if (seen.has(ends.fromTaskId)) throw badField(['toTaskId'], circleReasons[ends.kind]);
    if (seen.size > mostAhead)
      throw badField(['toTaskId'], `hangs together with more than ${mostAhead} other tasks`);
    next = (await listAhead(w, ends, next)).filter((taskId) => !seen.has(taskId));
  }
}

/** The tasks that these ones block, or duplicate, as far as the member sees them. */
async function listAhead(w: WriteCtx, { kind }: Ends, taskIds: TaskId[]): Promise<TaskId[]> {
  const { workspaceId } = w.member;
  const end = { workspaceId: sql`${relations.workspaceId}`, taskId: sql`${relations.toTaskId}` };
  const found = await w.db
    .selectDistinct({ taskId: relations.toTaskId })
    .from(relations)
    .where(
      and(
        eq(relations.workspaceId, workspaceId),
        eq(relations.kind, kind),
        inArray(relations.fromTaskId, taskIds),
        endVisible(w.member, end),
      ),
    )
    .limit(mostAhead + 1);
  return found.map(({ taskId }) => taskId);
}
