import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';

/** Fresh rows have no statistics, and what is planned for a few of them is quadratic on many: hash. */
export async function planForMany(db: Db): Promise<void> {
  await db.execute(sql`SET LOCAL enable_nestloop = off`);
  await db.execute(sql`SET LOCAL enable_mergejoin = off`);
  await db.execute(sql`SET LOCAL statement_timeout = 0`);
}
