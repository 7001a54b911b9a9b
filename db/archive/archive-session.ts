import type { Pool, PoolClient } from 'pg';

/**
 * Runs `work` in one transaction on a connection of its own, with the settings that make `COPY`
 * text mean the same on every server and no server-side limit cut a long transfer short.
 * The connection is closed afterwards rather than reused.
 */
export async function inTransaction<T>(
  pool: Pool,
  { mode, work }: { mode: string; work: (client: PoolClient) => Promise<T> },
): Promise<T> {
  const client = await pool.connect();
  const connection: { lost: Error | null } = { lost: null };
  client.on('error', (error) => {
    connection.lost = error;
  });
  try {
    await client.query(`BEGIN ${mode}`);
    await client.query(settings);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    throw connection.lost ?? error;
  } finally {
    client.release(true);
  }
}

const settings = `
  SET LOCAL search_path = public;
  SET LOCAL client_encoding = 'UTF8';
  SET LOCAL datestyle = 'ISO, YMD';
  SET LOCAL intervalstyle = 'postgres';
  SET LOCAL timezone = 'UTC';
  SET LOCAL bytea_output = 'hex';
  SET LOCAL extra_float_digits = 3;
  SET LOCAL xmloption = 'content';
  SET LOCAL statement_timeout = 0;
  SET LOCAL lock_timeout = '10s';
  SET LOCAL idle_in_transaction_session_timeout = 0;
`;
