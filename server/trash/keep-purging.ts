import { sql } from 'drizzle-orm';
import { housekeeping } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { systemContext } from '../platform/context.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Root } from './scope.ts';
import { stepPurge } from './step-purge.ts';
import { trackPurges } from './track-purges.ts';
import type { PurgeWork } from './track-purges.ts';

/** Milliseconds until the next try, where the database is away or others hold its locks. */
const pause = 1000;

/** Removes what is being purged in the background until nothing of it is left; once at a time in a process. */
export function keepPurging(runtime: Runtime): void {
  const work = trackPurges(runtime);
  if (work.stopped) return;
  work.again = true;
  work.running ??= purgeAll(runtime, work).finally(() => {
    work.running = null;
  });
}

async function purgeAll(runtime: Runtime, work: PurgeWork): Promise<void> {
  const failed: string[] = [];
  while (work.again && !work.stopped) {
    work.again = false;
    try {
      while (await purgeNext(runtime, work, failed));
    } catch (cause) {
      if (!isAway(cause)) return runtime.log.error({ err: cause }, 'purging failed');
      work.again = true;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Removes one thing whole. @returns false where there is nothing more to do */
async function purgeNext(runtime: Runtime, work: PurgeWork, failed: string[]): Promise<boolean> {
  const root = work.stopped ? undefined : await nextRoot(runtime, failed);
  if (!root) return false;
  const { workspaceId } = root;
  const options = { action: 'trash.purge', input: { workspaceId }, guard: housekeeping } as const;
  try {
    for (let isGone = false; !isGone && !work.stopped;) {
      isGone = await write(systemContext(runtime, null), options, (w, record) =>
        stepPurge(w, record, root),
      );
    }
  } catch (cause) {
    if (isAway(cause)) throw cause;
    // One that refuses must not keep the others; the next boot tries it again.
    runtime.log.error({ err: cause, id: root.id }, 'a purge failed');
    failed.push(root.id);
  }
  return true;
}

function isAway(cause: unknown): boolean {
  const error = databaseError(cause);
  return error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE';
}

/** One of the things that are being purged: where a process stopped, the next goes on. */
async function nextRoot(runtime: Runtime, failed: readonly string[]): Promise<Root | undefined> {
  const nouns = [
    sql`SELECT 'task' AS entity, id, workspace_id, project_id FROM tasks WHERE deleted_at IS NOT NULL AND purging_at IS NOT NULL`,
    sql`SELECT 'section', id, workspace_id, project_id FROM sections WHERE purging_at IS NOT NULL`,
    sql`SELECT 'project', id, workspace_id, id FROM projects WHERE purging_at IS NOT NULL`,
    sql`SELECT 'label', id, workspace_id, NULL FROM labels WHERE purging_at IS NOT NULL`,
  ];
  type Row = {
    entity: Root['entity'];
    id: string;
    workspace_id: Root['workspaceId'];
    project_id: Root['projectId'];
  };
  const found = await runtime.db.execute<Row>(sql`
    SELECT r.* FROM (${sql.join(nouns, sql` UNION ALL `)}) r JOIN workspaces ON workspaces.id = r.workspace_id
    WHERE workspaces.deleted_at IS NULL AND NOT r.id = ANY(${sql.param(failed)}::uuid[]) LIMIT 1`);
  const [row] = found.rows;
  return (
    row && {
      entity: row.entity,
      id: row.id,
      workspaceId: row.workspace_id,
      projectId: row.project_id,
    }
  );
}
