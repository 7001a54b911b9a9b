import { sql } from 'drizzle-orm';
import { userScope } from '../cache/keys.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { UserId } from '../domain/ids.ts';

/** Counts up the version of people's rights. Locks them in the order of their ids, as every writer of several does. */
export async function noteRightsChanged(w: WriteCtx, userIds: UserId[]): Promise<void> {
  if (userIds.length === 0) return;
  w.touch(...userIds.map(userScope));
  await w.db.execute(sql`
    UPDATE users SET authz_version = authz_version + 1
    WHERE id IN (SELECT id FROM users WHERE id = ANY(${sql.param(userIds)}::uuid[]) ORDER BY id FOR NO KEY UPDATE)`);
}
