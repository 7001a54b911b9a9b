import { createPool } from '../../../db/client.ts';
import type { Callers } from './callers.ts';
import type { Server } from './postgres.ts';

/** How many of the acknowledged writes the database does not have, and how many it has twice. */
export async function compare(
  { url }: Server,
  acknowledged: Callers['acknowledged'],
): Promise<{ lost: number; doubled: number }> {
  const pool = createPool(url, { max: 1 });
  try {
    const { rows } = await pool.query<{ id: string; title: string }>('SELECT id, title FROM tasks');
    const stored = new Map(rows.map(({ id, title }) => [id, title]));
    const lost = [...acknowledged].filter(([id, title]) => stored.get(id) !== title).length;
    return { lost, doubled: rows.length - new Set(rows.map(({ title }) => title)).size };
  } finally {
    await pool.end();
  }
}
