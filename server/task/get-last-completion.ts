import { and, desc, eq, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import { changeColumns, changeOf } from '../change/rows.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import { isOfTurn } from './rows.ts';
import type { ScopedTask } from './scope.ts';

/**
 * The change that completed the last occurrence in time and still counts, where the task still stands where that put it;
 * null where none was completed, or the series was begun anew or moved on since.
 */
export async function getLastCompletion(w: WriteCtx, row: ScopedTask): Promise<Change | null> {
  if (row.rrule === null || row.occurrencesDone === 0) return null;
  const [found] = await w.db
    .select(changeColumns)
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, w.member.workspaceId),
        eq(changes.entityId, row.id),
        eq(changes.type, 'task.completed'),
        sql`${changes.after} ? 'occurrencesDone'`,
        isOfTurn,
        sql`EXISTS (SELECT 1 FROM completions c WHERE c.workspace_id = ${changes.workspaceId} AND c.task_id = ${row.id}
          AND c.occurrence_on = (${changes.before} ->> 'occurrenceOn')::date)`,
      ),
    )
    .orderBy(desc(changes.seq), desc(changes.n))
    .limit(1);
  if (!found) return null;
  const change = changeOf(found);
  const { status, occurrenceOn = row.occurrenceOn } = change.after;
  const hasEnded = status !== undefined;
  const isThere = occurrenceOn === row.occurrenceOn || (hasEnded && hasEndedLate(row, change));
  return isThere && hasEnded === (row.status !== 'open') ? change : null;
}

/** The last day that was told late ended a task that stands at another, also one that was cancelled after that. */
function hasEndedLate(row: ScopedTask, { before, after }: Change): boolean {
  if (after['completedAt'] === row.completedAt) return true;
  const isLater = String(before['occurrenceOn']) > (row.occurrenceOn ?? '');
  return row.status === 'cancelled' && isLater;
}
