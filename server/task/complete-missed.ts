import { and, eq, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { bug } from '../platform/bugs.ts';
import { applyTask } from './apply-task.ts';
import { keepCompletions } from './keep-completions.ts';
import type { TaskOutput } from './schema.ts';
import type { ScopedTask } from './scope.ts';
import { tellOccurrence } from './tell-occurrence.ts';

/** A task that repeats, and a day of it that is over. */
type Late = { row: ScopedTask; occurrenceOn?: string | undefined };

/**
 * Counts an occurrence as completed that the series left behind at the end of its day: a device that could not tell so
 * in time had completed it. The task stays where it is.
 * @returns null where that day was not missed
 */
export async function completeMissed(
  w: WriteCtx,
  record: Record,
  { row, occurrenceOn }: Late,
): Promise<TaskOutput | null> {
  if (occurrenceOn === undefined || row.occurrenceOn === null) return null;
  if (occurrenceOn >= row.occurrenceOn || bug('late-completion-lost')) return null;
  if (!(await wasMissed(w, { row, occurrenceOn }))) return null;
  await keepCompletions(w, [{ taskId: row.id, occurrenceOn, resetSubtaskIds: [] }]);
  return applyTask(w, record, {
    row,
    type: 'task.completed',
    patch: { occurrencesDone: row.occurrencesDone + 1 },
    told: tellOccurrence({ occurrenceOn }),
  });
}

async function wasMissed(w: WriteCtx, { row, occurrenceOn }: Late): Promise<boolean> {
  const found = await w.db
    .select({ seq: changes.seq })
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, w.member.workspaceId),
        eq(changes.entityId, row.id),
        eq(changes.type, 'task.missed'),
        sql`${changes.after} -> 'missed' ? ${occurrenceOn}`,
      ),
    )
    .limit(1);
  return found.length > 0;
}
