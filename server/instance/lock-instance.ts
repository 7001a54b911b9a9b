import { sql } from 'drizzle-orm';
import { instanceSettings } from '../../db/schema/accounts.ts';
import type { NewAccountCtx } from '../changes/write-account.ts';

/** Takes the lock of the instance's settings: two writes that count administrators are then one after the other. */
export async function lockInstance(w: NewAccountCtx): Promise<void> {
  await w.db.insert(instanceSettings).values({ one: 1 }).onConflictDoNothing();
  await w.db.execute(sql`SELECT 1 FROM instance_settings WHERE one = 1 FOR UPDATE`);
}
