import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** Opens the first part of a transaction that is made of parts. */
export async function openPart(db: Db): Promise<void> {
  await db.execute(sql`SAVEPOINT part`);
}

/** Runs the part that is open and opens the next. One that fails is undone alone; what came before it stays. */
export async function runAsPart<T>(db: Db, body: () => Promise<T>): Promise<T> {
  try {
    const answer = await body();
    await db.execute(sql`RELEASE SAVEPOINT part; SAVEPOINT part`);
    return answer;
  } catch (error) {
    await db.execute(sql`ROLLBACK TO SAVEPOINT part`);
    throw error;
  }
}
