import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** So many days a log can be followed back. It is kept as history all the same. */
const followedDays = 90;

/** What one statement looks at: so many workspaces, and so many entries of each. */
type Step = { workspaces: number; entries: number };

const usual: Step = { workspaces: 100, entries: 500 };

/** `old`: the last number that is too old, of those that a step looks at. */
type Floor = { id: WorkspaceId; old: string | null };

/**
 * Moves each log's floor up to its last number that is older than a log is followed back. A floor is only ever raised,
 * by one short statement for each workspace: what several processes do at once is what one does.
 * @returns how many floors it moved
 */
export async function moveFloors(
  { db }: Pick<Runtime, 'db'>,
  signal: AbortSignal,
  step = usual,
): Promise<number> {
  let [after, moved] = [sql`true`, 0];
  for (;;) {
    const { rows } = await db.execute<Floor>(sql`
      SELECT w.id, ${lastOld(sql`w.id`, { after: sql`w.sync_floor_seq`, step })} AS old
      FROM workspaces w WHERE w.deleted_at IS NULL AND ${after} ORDER BY w.id LIMIT ${step.workspaces}`);
    for (const { id, old } of rows) {
      if (signal.aborted) return moved;
      if (old !== null) moved += await raise(db, { id, old: await walk(db, { id, old }, step) });
    }
    const last = rows.at(-1);
    if (!last || rows.length < step.workspaces) return moved;
    after = sql`w.id > ${last.id}`;
  }
}

/** SQL: of the next entries of a log, the number of the last that is too old. A log is in its order of time. */
function lastOld(id: SQL, { after, step }: { after: SQL; step: Step }): SQL {
  return sql`(
    SELECT max(next.seq) FROM (
      SELECT c.seq, c.at FROM changes c WHERE c.workspace_id = ${id} AND c.seq > ${after}
      ORDER BY c.seq, c.n LIMIT ${step.entries}) next
    WHERE next.at < now() - ${followedDays} * interval '1 day')`;
}

/** @returns the last number that is too old, from one that is */
async function walk(
  db: Db,
  { id, old }: { id: WorkspaceId; old: string },
  step: Step,
): Promise<string> {
  for (let at = old; ;) {
    const after = sql`${at}::bigint`;
    const { rows } = await db.execute<{ old: string | null }>(
      sql`SELECT ${lastOld(sql`${id}::uuid`, { after, step })} AS old`,
    );
    const next = rows[0]?.old ?? null;
    if (next === null) return at;
    at = next;
  }
}

async function raise(db: Db, { id, old }: { id: WorkspaceId; old: string }): Promise<number> {
  const { rowCount } = await db.execute(
    sql`UPDATE workspaces SET sync_floor_seq = ${old} WHERE id = ${id} AND sync_floor_seq < ${old}`,
  );
  return rowCount ?? 0;
}
