import { sql } from 'drizzle-orm';
import type { Runtime } from '../platform/runtime.ts';

/** Removes the browsers whose session is over, and with them what waited for them. */
export async function sweepPushes({ db }: Pick<Runtime, 'db'>): Promise<void> {
  await db.execute(sql`
    DELETE FROM push_subscriptions WHERE session_id IN (
      SELECT id FROM sessions WHERE revoked_at IS NOT NULL OR expires_at <= now())`);
}
