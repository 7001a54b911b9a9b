import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { GroupId, UserId } from '../domain/ids.ts';
import type { Change } from './rows.ts';
import { changeVisible } from './scope.ts';

/**
 * Who last changed each field of a thing after a change, as far as the caller sees the log.
 * @param ignored groups that do not count: the running undo itself, and what it takes back
 */
export async function listChangedSince(
  w: WriteCtx,
  change: Pick<Change, 'entity' | 'entityId' | 'seq' | 'n'>,
  ignored: GroupId[],
): Promise<Map<string, UserId | null>> {
  const field = sql<string>`field.name`;
  const rows = await w.db
    .selectDistinctOn([field], { field, actorId: changes.actorId })
    .from(changes)
    .innerJoin(sql`LATERAL jsonb_object_keys(${changes.after}) AS field(name)`, sql`true`)
    .where(
      and(
        eq(changes.workspaceId, w.member.workspaceId),
        eq(changes.entity, change.entity),
        eq(changes.entityId, change.entityId),
        sql`(${changes.seq}, ${changes.n}) > (${change.seq}, ${change.n})`,
        notInArray(changes.groupId, ignored),
        changeVisible(w.member),
      ),
    )
    .orderBy(field, desc(changes.seq), desc(changes.n));
  return new Map(rows.map((row) => [row.field, row.actorId]));
}
