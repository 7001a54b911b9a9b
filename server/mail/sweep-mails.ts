import { lt, sql } from 'drizzle-orm';
import { mails } from '../../db/schema/accounts.ts';
import type { Runtime } from '../platform/runtime.ts';

/**
 * Removes what is long over; until then a repeated call is known by its `opId`. Where no mail is sent any more, what
 * would be given up at the next try is over, too: nothing else takes its address away.
 */
export async function sweepMails({ db, env }: Pick<Runtime, 'db' | 'env'>): Promise<void> {
  if (env.smtpUrl === null)
    await db
      .update(mails)
      .set({ dueAt: null, endedAt: sql`now()`, to: '', values: {} })
      .where(sql`due_at IS NOT NULL AND created_at < now() - interval '1 day'`);
  await db.delete(mails).where(lt(mails.endedAt, sql`now() - interval '90 days'`));
}
