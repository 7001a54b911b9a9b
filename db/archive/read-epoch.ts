import type { Pool } from 'pg';

/** The epoch of the instance in a database; null where there is none. Waits for a restore that still holds it. */
export async function readEpoch(pool: Pool): Promise<string | null> {
  const { rows: found } = await pool.query<{ name: string | null }>(
    `SELECT to_regclass('public.instance_settings') AS name`,
  );
  if (!found[0]?.name) return null;
  const { rows } = await pool.query<{ epoch: string | null }>(
    `SELECT to_jsonb(s)->>'epoch' AS epoch FROM instance_settings s`,
  );
  return rows[0]?.epoch ?? null;
}
