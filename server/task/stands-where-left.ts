import { and, asc, eq, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ScopedTask } from './scope.ts';

/** Whether a task stands at the occurrence at which a change left it, wherever it went and came back from since. */
export async function standsWhereLeft(
  w: WriteCtx,
  row: ScopedTask,
  { seq, n }: Change,
): Promise<boolean> {
  const from = sql<string | null>`${changes.before} ->> 'occurrenceOn'`;
  const [left] = await w.db
    .select({ from })
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, w.member.workspaceId),
        eq(changes.entityId, row.id),
        sql`(${changes.seq}, ${changes.n}) > (${seq}, ${n})`,
        sql`${from} IS DISTINCT FROM ${changes.after} ->> 'occurrenceOn'`,
      ),
    )
    .orderBy(asc(changes.seq), asc(changes.n))
    .limit(1);
  return left === undefined || left.from === row.occurrenceOn;
}
