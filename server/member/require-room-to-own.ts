import { sql } from 'drizzle-orm';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';

const mostOwned = 50;

/**
 * Refuses to have made a person the owner of more workspaces than one may own: each brings storage of its own.
 * Asked after the ownership was given, under the lock of the person's row, so that two at once see one another.
 * @throws CONFLICT
 */
export async function requireRoomToOwn(ctx: Ctx, userId: UserId): Promise<void> {
  const found = await ctx.db.execute<{ owned: number }>(sql`
    SELECT count(*)::int AS owned FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.user_id = ${userId} AND m.role = 'owner' AND m.removed_at IS NULL AND w.deleted_at IS NULL`);
  if ((found.rows[0]?.owned ?? 0) <= mostOwned) return;
  const message = `A person owns at most ${mostOwned} workspaces. Delete one of them, or make somebody else its owner.`;
  throw new CairnError('CONFLICT', message);
}
