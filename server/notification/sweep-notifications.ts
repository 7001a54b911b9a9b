import { sql } from 'drizzle-orm';
import type { Runtime } from '../platform/runtime.ts';
import { notifiedDays } from '../domain/limits.ts';

/** So many go in one statement. */
const atOnce = 1000;

/** Removes what people were notified of long ago, read or not. */
export async function sweepNotifications({ db }: Pick<Runtime, 'db'>): Promise<void> {
  for (let went = atOnce; went === atOnce;) {
    const gone = await db.execute(sql`
      DELETE FROM notifications WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM notifications WHERE created_at < now() - ${notifiedDays} * interval '1 day' LIMIT ${atOnce}))`);
    went = gone.rowCount ?? 0;
  }
}
