import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { ViewId } from '../domain/ids.ts';

/** Removes some of the views that were deleted longer ago than they are kept. @returns their ids */
export async function dropViews(
  w: WriteCtx,
  { keptDays, most }: { keptDays: number; most: number },
): Promise<ViewId[]> {
  const { workspaceId } = w.member;
  const gone = await w.db.execute<{ id: ViewId }>(sql`
    DELETE FROM saved_views WHERE workspace_id = ${workspaceId} AND id IN (
      SELECT id FROM saved_views WHERE workspace_id = ${workspaceId}
        AND deleted_at < now() - ${keptDays} * interval '1 day' LIMIT ${most})
    RETURNING id`);
  return gone.rows.map(({ id }) => id);
}
