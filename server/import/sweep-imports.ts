import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

/** Forgets what was read and never run for a day, what a crash left half read, and what failed a month ago. */
export async function sweepImports(db: Db): Promise<void> {
  await db.execute(sql`
    DELETE FROM imports
    WHERE (state = 'previewed' AND created_at < now() - interval '1 day')
      OR (state = 'previewing' AND created_at < now() - interval '1 hour')
      OR (state = 'failed' AND finished_at IS NULL AND created_at < now() - interval '30 days')`);
}
