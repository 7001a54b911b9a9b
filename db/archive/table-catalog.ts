import type { PoolClient } from 'pg';

/** A table of schema public and the columns that can be written. */
export type StoredTable = { name: string; columns: string[] };

/**
 * Every table of schema public in the order of their names, with their columns in the order of the
 * table, without generated ones: those are computed again when the rows are loaded.
 */
export async function listTables(client: PoolClient): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(`
    SELECT c.relname AS name,
           coalesce(array_agg(a.attname::text ORDER BY a.attnum)
             FILTER (WHERE a.attname IS NOT NULL), '{}') AS columns
      FROM pg_class c
      LEFT JOIN pg_attribute a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND c.relpersistence <> 't' AND ${ownObject('pg_class', 'c.oid')}
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`);
  return rows;
}

/** The names of tables of schema public that are not among ours. */
export async function listForeignTables(
  client: PoolClient,
  ours: ReadonlySet<string>,
): Promise<string[]> {
  return (await listTables(client)).map(({ name }) => name).filter((name) => !ours.has(name));
}

export type StoredSequence = { name: string; next: string };

/** Sequences are not part of a snapshot: read after the tables they are never behind them. */
export async function listSequences(client: PoolClient): Promise<StoredSequence[]> {
  const { rows } = await client.query<{ name: string; step: string }>(`
    SELECT c.relname AS name, s.seqincrement::text AS step
      FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND ${ownObject('pg_class', 'c.oid')}
     ORDER BY c.relname COLLATE "C"`);
  const sequences: StoredSequence[] = [];
  for (const { name, step } of rows) {
    const state = await client.query<{ next: string }>(
      `SELECT (last_value + CASE WHEN is_called THEN $1::bigint ELSE 0 END)::text AS next
         FROM ${quote(name)}`,
      [step],
    );
    const next = state.rows[0]?.next;
    if (next !== undefined) sequences.push({ name, next });
  }
  return sequences;
}

export type ForeignKey = { table: string; name: string; definition: string };

/** The links between tables of schema public, as statements that make them again. */
export async function listForeignKeys(client: PoolClient): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name,
           pg_get_constraintdef(oid) AS definition
      FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
     ORDER BY conrelid::regclass::text, conname`);
  return rows;
}

export type Trigger = { table: string; name: string; enabled: 'O' | 'R' | 'A' };

/** The triggers that a loaded row would set off, with how they are enabled. */
export async function listTriggers(client: PoolClient): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    SELECT t.tgrelid::regclass::text AS table, quote_ident(t.tgname) AS name,
           t.tgenabled AS enabled
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgparentid = 0
       AND c.relnamespace = 'public'::regnamespace
     ORDER BY 1, 2`);
  return rows;
}

/**
 * Empties schema public, whatever is in it, but for the extensions and what belongs to them: those
 * may have been made by an administrator, and only he could make them again.
 */
export async function dropEverything(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    SELECT format('DROP %s IF EXISTS %s CASCADE',
             CASE o.type WHEN 'composite type' THEN 'type' ELSE o.type END, o.identity) AS statement
      FROM pg_depend d, pg_identify_object(d.classid, d.objid, d.objsubid) o
     WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'public'::regnamespace
       AND d.deptype = 'n' AND d.classid <> 'pg_extension'::regclass
       AND d.classid <> 'pg_default_acl'::regclass
       AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid
                          AND e.objid = d.objid AND e.deptype = 'e')
     ORDER BY o.type = 'table' DESC, o.identity`);
  for (const { statement } of rows) await client.query(statement);
}

/** True when a table of schema public that is not in `seeded` holds a row. */
export async function holdsRows(client: PoolClient, seeded: readonly string[]): Promise<boolean> {
  for (const { name } of await listTables(client)) {
    if (seeded.includes(name)) continue;
    const { rows } = await client.query(`SELECT 1 FROM ${quote(name)} LIMIT 1`);
    if (rows.length > 0) return true;
  }
  return false;
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** SQL: the object was not made by an extension. */
function ownObject(catalog: 'pg_class', oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass
            AND e.objid = ${oid} AND e.deptype = 'e')`;
}
