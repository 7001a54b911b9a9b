import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** Runs a part of a transaction that is undone alone where it fails; what came before it stays. */
export async function nested<T>(db: Db, body: () => Promise<T>): Promise<T> {
  await db.execute(sql`SAVEPOINT part`);
  try {
    const answer = await body();
    await db.execute(sql`RELEASE SAVEPOINT part`);
    return answer;
  } catch (error) {
    await db.execute(sql`ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part`);
    throw error;
  }
}
