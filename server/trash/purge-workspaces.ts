import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { dropWorkspace } from './drop-workspace.ts';
import { keptDays } from '../domain/limits.ts';
import { trackPurges } from './track-purges.ts';

/** SQL: true of a row of `workspaces` that was deleted longer ago than it is kept. No verb takes that back. */
const expired: SQL = sql`workspaces.deleted_at < now() - ${keptDays} * interval '1 day'`;

/** Purges whole workspaces. What a stop or a failure leaves of one goes the next time; none holds up the others. */
export async function purgeWorkspaces(runtime: Runtime): Promise<void> {
  const found = await runtime.db.execute<{ id: WorkspaceId }>(
    sql`SELECT id FROM workspaces WHERE ${expired} ORDER BY deleted_at, id`,
  );
  for (const { id } of found.rows) {
    if (trackPurges(runtime).stopped) return;
    try {
      await dropWorkspace(runtime, id, () => trackPurges(runtime).stopped);
    } catch (error) {
      runtime.log.error({ err: error, workspaceId: id }, 'a workspace could not be purged');
    }
  }
}
