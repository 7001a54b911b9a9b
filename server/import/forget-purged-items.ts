import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { transaction } from '../../db/transaction.ts';
import type { ImportId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** So many items are looked at in one statement. */
const atOnce = 1000;
const nil = '00000000-0000-0000-0000-000000000000';

type Place = { workspace: string; import: string; ordinal: number };
type Gone = { workspace_id: WorkspaceId; import_id: ImportId; has_project: boolean };
type Row = Place & { gone: Gone[] | null };

/**
 * Forgets what imports remember of things that have been purged since: the fingerprints of their texts, and in the
 * ledgers what could name them. That something was left out, and how much, stays.
 * @param isStopped asked between two statements
 */
export async function forgetPurgedItems(
  runtime: Pick<Runtime, 'pool'>,
  isStopped: () => boolean,
): Promise<void> {
  let last: Row | undefined = { workspace: nil, import: nil, ordinal: 0, gone: null };
  while (last && !isStopped()) {
    const from: Row = last;
    last = await transaction(runtime.pool, (db) => step(db, from));
  }
}

async function step(db: Db, from: Place): Promise<Row | undefined> {
  const found = await db.execute<Row>(stepFrom(from));
  const [last] = found.rows;
  for (const gone of last?.gone ?? []) await forgetNames(db, gone);
  return last;
}

/** True where the thing of the item `i` of the import `p` is in no table any more, be it deleted or not. */
const isPurged: SQL = sql.join(
  ['project', 'label', 'section', 'task', 'comment'].map(
    (kind) => sql`(i.kind = ${kind} AND NOT EXISTS (
      SELECT 1 FROM ${sql.identifier(`${kind}s`)} t
      WHERE t.workspace_id = i.workspace_id AND t.source = p.format AND t.source_id = i.source_id))`,
  ),
  sql` OR `,
);

function stepFrom(after: Place): SQL {
  const place = sql`(${after.workspace}::uuid, ${after.import}::uuid, ${after.ordinal}::int)`;
  return sql`
    WITH page AS (
      SELECT workspace_id, import_id, ordinal FROM import_items
      WHERE (workspace_id, import_id, ordinal) > ${place}
      ORDER BY workspace_id, import_id, ordinal LIMIT ${atOnce}),
    gone AS (
      DELETE FROM import_items i USING page, imports p
      WHERE (i.workspace_id, i.import_id, i.ordinal) = (page.workspace_id, page.import_id, page.ordinal)
        AND p.workspace_id = i.workspace_id AND p.id = i.import_id
        -- What was not written yet is no thing that could have been purged.
        AND (p.state IN ('done', 'undone') OR (p.state = 'failed' AND p.finished_at IS NULL AND i.ordinal <= p.done))
        AND (${isPurged})
      RETURNING i.workspace_id, i.import_id, i.kind)
    SELECT workspace_id AS workspace, import_id AS import, ordinal, (
      SELECT jsonb_agg(each) FROM (
        SELECT workspace_id, import_id, bool_or(kind = 'project') AS has_project
        FROM gone GROUP BY workspace_id, import_id) each) AS gone
    FROM page ORDER BY workspace_id DESC, import_id DESC, ordinal DESC LIMIT 1`;
}

/** Titles of what was left out at writing may be those of purged things; with its project goes all that has a name. */
async function forgetNames(db: Db, gone: Gone): Promise<void> {
  await db.execute(sql`
    UPDATE imports SET ledger = ledger || jsonb_build_object('skipped', (
      SELECT coalesce(jsonb_agg(line), '[]') FROM jsonb_array_elements(ledger->'skipped') line
      WHERE line->>'reason' NOT IN ('out-of-reach', 'limit')))
    WHERE workspace_id = ${gone.workspace_id} AND ledger ? 'skipped'
      AND format = (SELECT p.format FROM imports p WHERE p.workspace_id = ${gone.workspace_id} AND p.id = ${gone.import_id})`);
  if (!gone.has_project) return;
  await db.execute(sql`
    UPDATE imports SET ledger = ledger || '{"projects": [], "skipped": [], "authors": []}'
    WHERE workspace_id = ${gone.workspace_id} AND id = ${gone.import_id}`);
}
