import type { Pool } from '../client.ts';

/** `workspaces` is of itself: its id is what the others call `workspace_id`. */
const homes = `(
  SELECT c.oid, c.relname AS name, a.attnum AS home
    FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
      AND a.attname = CASE c.relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p'))`;

/** The names of the tables of workspaces, and of the others; a table listed as the instance's is one. */
export async function tablesOf(
  pool: Pool,
  listed: readonly string[],
): Promise<{ tenant: string[]; instance: string[] }> {
  const { rows } = await pool.query<{ name: string; of: boolean }>(
    `SELECT name, home IS NOT NULL AS of FROM ${homes} t ORDER BY name COLLATE "C"`,
  );
  const isTenant = ({ name, of }: { name: string; of: boolean }) => of && !listed.includes(name);
  return {
    tenant: rows.filter(isTenant).map(({ name }) => name),
    instance: rows.filter((row) => !isTenant(row)).map(({ name }) => name),
  };
}

/**
 * What stands in the way of spreading the tables of workspaces over machines by the workspace: keys and unique
 * indexes that do not hold it, links between them that do not carry it in the same place, links into them from outside.
 */
export async function breaches(
  pool: Pool,
  listed: { instance: readonly string[]; keys: readonly string[] },
): Promise<string[]> {
  const { tenant } = await tablesOf(pool, listed.instance);
  const { rows } = await pool.query<{ said: string }>(
    `WITH home AS (SELECT * FROM ${homes} t WHERE name = ANY ($1))
     SELECT name || ': no primary key' AS said FROM home
      WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = home.oid AND i.indisprimary)
     UNION ALL
     SELECT i.indexrelid::regclass || CASE WHEN i.indisprimary THEN ': primary key' ELSE ': unique' END
            || ' without workspace_id'
       FROM pg_index i JOIN home ON home.oid = i.indrelid
      WHERE (i.indisunique OR i.indisexclusion) AND NOT i.indexrelid::regclass::text = ANY ($2)
        AND NOT home.home = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
     UNION ALL
     SELECT k.conname || CASE WHEN o.oid IS NULL THEN ': link from outside to ' ELSE ': link to ' END
            || t.name || CASE WHEN o.oid IS NULL THEN '' ELSE ' without workspace_id' END
       FROM pg_constraint k JOIN home t ON t.oid = k.confrelid LEFT JOIN home o ON o.oid = k.conrelid
      WHERE k.contype = 'f' AND (o.oid IS NULL OR NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, other)
         WHERE pair.own = o.home AND pair.other = t.home))
     ORDER BY said`,
    [tenant, listed.keys],
  );
  return rows.map(({ said }) => said);
}
