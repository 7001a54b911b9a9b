import { sql } from 'drizzle-orm';
import { housekeeping } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { systemContext } from '../platform/context.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Root } from './scope.ts';
import { stepPurges } from './step-purges.ts';
import { trackPurges } from './track-purges.ts';
import type { PurgeWork } from './track-purges.ts';

/** Milliseconds until the next try, where the database is away or others hold its locks. */
const pause = 1000;
/** So many things are looked up at a time: looking for them passes over all that lies in the trash. */
const mostNext = 200;

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

/** Removes some things whole. @returns false where there is nothing more to do */
async function purgeNext(runtime: Runtime, work: PurgeWork, failed: string[]): Promise<boolean> {
  const roots = work.stopped ? [] : await listNextRoots(runtime, failed);
  if (roots.length === 0) return false;
  try {
    await purgeRoots(runtime, work, roots);
  } catch (cause) {
    if (isAway(cause)) throw cause;
    // Their workspace may have been deleted meanwhile: then they go with it.
    const [still] = await listNextRoots(runtime, failed);
    if (still?.workspaceId !== roots[0]?.workspaceId) return true;
    // One that refuses must not keep the others; the next boot tries it again.
    for (const root of roots) {
      try {
        await purgeRoots(runtime, work, [root]);
      } catch (error) {
        if (isAway(error)) throw error;
        runtime.log.error({ err: error, id: root.id }, 'a purge failed');
        failed.push(root.id);
      }
    }
  }
  return true;
}

/** Removes things of one workspace, as much at a time as its lock may be held for. */
async function purgeRoots(runtime: Runtime, work: PurgeWork, roots: Root[]): Promise<void> {
  const [first] = roots;
  if (!first) return;
  const input = { workspaceId: first.workspaceId };
  const options = { action: 'trash.purge', input, guard: housekeeping } as const;
  for (let left = roots; left.length > 0 && !work.stopped;) {
    const now = left;
    left = await write(systemContext(runtime, null), options, (w, record) =>
      stepPurges(w, record, now),
    );
  }
}

function isAway(cause: unknown): boolean {
  const error = databaseError(cause);
  return error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE';
}

/** Some of the things that are being purged, of one workspace: where a process stopped, the next goes on. */
async function listNextRoots(runtime: Runtime, failed: readonly string[]): Promise<Root[]> {
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
    WHERE workspaces.deleted_at IS NULL AND NOT r.id = ANY(${sql.param(failed)}::uuid[]) LIMIT ${mostNext}`);
  const roots = found.rows.map((row) => ({
    entity: row.entity,
    id: row.id,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
  }));
  return roots.filter(({ workspaceId }) => workspaceId === roots[0]?.workspaceId);
}
