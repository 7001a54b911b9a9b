import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Shared } from '../platform/shared-transaction.ts';

/** Writes down the last place of the log that the calls of a transaction have taken, under the lock that it holds. */
export async function moveEnd(db: Db, { workspaceId, seq }: Shared): Promise<void> {
  await db.execute(sql`UPDATE workspaces SET seq = ${seq} WHERE id = ${workspaceId}`);
}
