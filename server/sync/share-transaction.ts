import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { isoInstant } from '../../db/columns.ts';
import { openPart } from '../../db/parts.ts';
import { changes, opResults } from '../../db/schema/changes.ts';
import { signedIn } from '../auth/membership.ts';
import type { Touch } from '../cache/commit.ts';
import type { NoticeScope } from '../cache/keys.ts';
import { commitWrite } from '../changes/commit-write.ts';
import { moveEnd } from '../changes/move-end.ts';
import { settled, storeAnswers } from '../changes/replay.ts';
import type { OpId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Shared } from '../platform/shared-transaction.ts';

/**
 * One transaction for several calls in one workspace, whose lock it holds: each is a part (`write`) that stands or
 * falls alone. What all need to know is asked once, their answers and the log's new end are written once.
 * @throws NOT_FOUND for the workspace, SERVICE_UNAVAILABLE for its lock, CONFLICT where one was done elsewhere meanwhile
 */
export async function shareTransaction<T>(
  ctx: Ctx,
  named: { workspaceId: WorkspaceId; opIds: OpId[] },
  calls: (shared: Ctx) => Promise<T>,
): Promise<T> {
  const { caller: _, ...rest } = ctx;
  const nudged = new Set<NoticeScope>();
  const whole = async (db: Db, touch: Touch) => {
    const { workspaceId, opIds } = named;
    const { seq, now } = await lock(db, workspaceId);
    const fresh = await listFresh(db, signedIn(ctx.principal), opIds);
    const begun = await listBegun(db, workspaceId, opIds);
    const shared: Shared = {
      touch,
      workspaceId,
      now,
      seq,
      fresh,
      begun,
      nudged,
      results: new Map(),
    };
    await openPart(db);
    const answer = await calls({ ...rest, db, now, shared });
    await storeAnswers(db, [...shared.results.values()]);
    if (shared.seq !== seq) await moveEnd(db, shared);
    return answer;
  };
  const answer = await settled(commitWrite(ctx.runtime, whole));
  ctx.runtime.cache.hints.tell(nudged);
  return answer;
}

async function lock(db: Db, workspaceId: WorkspaceId): Promise<{ seq: number; now: string }> {
  const { rows } = await db.execute<{ seq: string; now: string }>(sql`
    SELECT seq, now()::timestamptz(3)::text AS now FROM workspaces
    WHERE id = ${workspaceId} AND deleted_at IS NULL FOR NO KEY UPDATE`);
  const [row] = rows;
  if (!row) throw notFound('workspace');
  return { seq: Number(row.seq), now: isoInstant(row.now) };
}

async function listFresh(db: Db, userId: UserId, opIds: OpId[]): Promise<Set<OpId>> {
  const done = await db
    .select({ opId: opResults.opId })
    .from(opResults)
    .where(and(eq(opResults.userId, userId), inArray(opResults.opId, opIds)));
  const known = new Set(done.map(({ opId }) => opId));
  return new Set(opIds.filter((opId) => !known.has(opId)));
}

async function listBegun(
  db: Db,
  workspaceId: WorkspaceId,
  opIds: OpId[],
): Promise<Shared['begun']> {
  const { groupId, actorId, seq, n } = changes;
  const rows = await db
    .selectDistinctOn([groupId], { groupId, actorId })
    .from(changes)
    .where(and(eq(changes.workspaceId, workspaceId), inArray(sql`${groupId}`, opIds)))
    .orderBy(groupId, seq, n);
  const found = new Map(rows.map((row) => [row.groupId as string, row.actorId]));
  return new Map(opIds.map((opId) => [opId, found.get(opId)]));
}
