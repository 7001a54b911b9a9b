import type { Pool } from './client.ts';
import { unreachable } from './preflight.ts';

// A pair of numbers that no other program should use for an advisory lock of the same database.
const key = [0x43616972, 0x75];
/** Milliseconds after which waiting is worth a line. */
const silentMs = 3000;

/**
 * Runs `work` while no other process of this database does the same; others wait, however long it takes.
 * @param waiting called once where that takes a while
 */
export async function takeUpgradeTurn<T>(
  pool: Pool,
  { waiting, work }: { waiting: () => void; work: () => Promise<T> },
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unreachable(error);
  });
  const timer = setTimeout(waiting, silentMs);
  try {
    // A lock of a transaction holds through a pooler too; nothing else is done in it.
    await client.query('BEGIN');
    await client.query(
      'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    );
    await client.query(`SELECT pg_advisory_xact_lock(${key.join(', ')})`);
    clearTimeout(timer);
    return await work();
  } finally {
    clearTimeout(timer);
    // Whatever became of the connection, its lock ends with it.
    client.release(true);
  }
}
