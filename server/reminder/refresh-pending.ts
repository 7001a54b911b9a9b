import { sql } from 'drizzle-orm';
import { transaction } from '../../db/transaction.ts';
import { refreshMore } from '../changes/reminders.ts';
import type { UserId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/**
 * Works out what a change of zone or quiet hours left of people's reminders, some of one person in a transaction and
 * all people in turns. Where it ends the next look goes on, whoever takes it.
 */
export async function refreshPending(
  runtime: Runtime,
  isStopped: () => boolean = () => false,
): Promise<void> {
  for (let people = await listPending(runtime); people.length > 0;) {
    for (const { userId } of people) {
      if (isStopped()) return;
      await transaction(runtime.pool, (db) => refreshMore(db, userId));
    }
    people = await listPending(runtime);
  }
}

async function listPending({ db }: Runtime): Promise<{ userId: UserId }[]> {
  const { rows } = await db.execute<{ userId: UserId }>(
    sql`SELECT user_id AS "userId" FROM reminder_refreshes ORDER BY user_id LIMIT 100`,
  );
  return rows;
}
