import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { endedLongAgo } from './rows.ts';

/** Forgets some of the invites that ended long ago, with the addresses that they were sent to. @returns how many */
export async function dropEndedInvites(
  w: WriteCtx,
  { days, most }: { days: number; most: number },
): Promise<number> {
  const gone = await w.db.execute(sql`
    DELETE FROM invites WHERE workspace_id = ${w.member.workspaceId} AND id IN (
      SELECT id FROM invites WHERE workspace_id = ${w.member.workspaceId} AND ${endedLongAgo(days)} LIMIT ${most})`);
  return gone.rowCount ?? 0;
}
