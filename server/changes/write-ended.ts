import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { commit } from '../cache/commit.ts';
import { workspaceScope } from '../cache/keys.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** A context inside the purge of a workspace: nobody is proved, for nobody may write there any more. */
export type EndedCtx = { readonly db: Db; readonly workspaceId: WorkspaceId };

/** A workspace, and the days for which what was deleted is kept. */
export type Ended = { workspaceId: WorkspaceId; keptDays: number };

/**
 * The door for the one write to a workspace that is no more: its purge. One transaction of the instance itself, under
 * the lock of the workspace's row; without `seq` or history, which go too.
 * @returns what the body does, or 0 where no such workspace was deleted so long ago
 */
export async function writeEnded(
  runtime: Pick<Runtime, 'pool' | 'cache'>,
  { workspaceId, keptDays }: Ended,
  body: (w: EndedCtx) => Promise<number>,
): Promise<number> {
  return commit(runtime, [workspaceScope(workspaceId)], async (db) => {
    const locked = await db.execute(sql`
      SELECT 1 FROM workspaces
      WHERE id = ${workspaceId} AND deleted_at < now() - ${keptDays} * interval '1 day' FOR UPDATE`);
    return locked.rows.length === 0 ? 0 : body({ db, workspaceId });
  });
}
