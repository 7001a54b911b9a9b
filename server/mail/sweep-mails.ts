import { lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { mails } from '../../db/schema/accounts.ts';

/** Removes what is long over; until then a repeated call is known by its `opId`. */
export async function sweepMails(db: Db): Promise<void> {
  await db.delete(mails).where(lt(mails.endedAt, sql`now() - interval '90 days'`));
}
