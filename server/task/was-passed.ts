import { and, eq, inArray, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { WriteCtx } from '../changes/write.ts';
import { hasDay } from '../domain/recurrence/task-series.ts';
import { recurrenceOf } from './rows.ts';
import type { ScopedTask } from './scope.ts';

/** A task, and a day of it that is not completed. */
type Asked = { row: ScopedTask; occurrenceOn: string };

/**
 * Whether a series left a day behind that nobody left out: it was missed, or the task went on over it. By `completion`
 * only what was missed counts, for else the day may be the present occurrence as another device counted it.
 */
export async function wasPassed(w: WriteCtx, { row, occurrenceOn }: Asked): Promise<boolean> {
  const recurrence = recurrenceOf(row);
  if (recurrence === null) return false;
  const isBehind = occurrenceOn < recurrence.occurrenceOn;
  if (!isBehind && row.status === 'open') return false;
  const told = await listTold(w, { row, occurrenceOn });
  if (told.some(({ isNamed }) => isNamed)) return true;
  if (!isBehind) return false;
  const types = told.map(({ type }) => type);
  if (recurrence.anchor === 'completion') return types.includes('task.missed');
  return !types.includes('task.skipped') && hasDay(recurrence, occurrenceOn);
}

/** What the log says of a day: that it was missed, by name or between others, or left out. */
function listTold(w: WriteCtx, { row, occurrenceOn }: Asked) {
  const from = sql`${changes.before} ->> 'occurrenceOn'`;
  const isNamed = sql<boolean>`coalesce(${changes.after} -> 'missed' ? ${occurrenceOn}, false)`;
  const isBetween = sql`${from} <= ${occurrenceOn} AND ${occurrenceOn} < ${changes.after} ->> 'occurrenceOn'`;
  return w.db
    .select({ type: changes.type, isNamed })
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, w.member.workspaceId),
        eq(changes.entityId, row.id),
        inArray(changes.type, ['task.missed', 'task.skipped']),
        sql`CASE ${changes.type} WHEN 'task.missed' THEN ${isNamed} OR ${isBetween} ELSE ${from} = ${occurrenceOn} END`,
      ),
    );
}
