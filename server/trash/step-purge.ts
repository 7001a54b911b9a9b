import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { blankChanges } from './blank-changes.ts';
import { dropTasks } from './drop-tasks.ts';
import { listLeaves } from './list-leaves.ts';
import type { Root } from './scope.ts';

/** Others wait while a step holds the workspace's lock. */
const most = { milliseconds: 50, changes: 400 };
const atOnce = 50;

/** The rows that hang from a thing beside its tasks, which must be gone first. */
const hanging = {
  project: [
    ['sections', 'project_id'],
    ['project_members', 'project_id'],
    ['task_keys', 'project_id'],
  ],
  label: [['task_labels', 'label_id']],
  section: [],
  task: [],
} as const;

/**
 * Removes as much of what is being purged as one transaction may, the lowest first, the thing itself last.
 * @returns true once all of it is gone
 */
export async function stepPurge(w: WriteCtx, record: Record, root: Root): Promise<boolean> {
  const from = performance.now();
  const hasRoom = () =>
    performance.now() - from < most.milliseconds && w.recorder.drafts().length < most.changes;
  for (;;) {
    const leaves = await listLeaves(w, root, atOnce);
    if (leaves.length === 0) break;
    await dropTasks(
      w,
      leaves.map(({ id }) => id),
    );
    // Of a project nobody sees the history any more, so it says nothing of each task.
    for (const { id, projectId } of root.entity === 'project' ? [] : leaves)
      if (id !== root.id) record({ type: 'task.purged', entityId: id, projectId });
    if (!hasRoom()) return false;
  }
  await dropRoot(w, root);
  return true;
}

async function dropRoot(w: WriteCtx, { entity, id, workspaceId }: Root): Promise<void> {
  if (entity === 'project') {
    const sections = await w.db.execute<{ id: string }>(
      sql`SELECT id FROM sections WHERE workspace_id = ${workspaceId} AND project_id = ${id}`,
    );
    await blankChanges(
      w,
      sections.rows.map((row) => row.id),
    );
  }
  await blankChanges(w, [id]);
  for (const [table, column] of hanging[entity]) {
    await w.db.execute(
      sql`DELETE FROM ${sql.identifier(table)} WHERE workspace_id = ${workspaceId} AND ${sql.identifier(column)} = ${id}`,
    );
  }
  await w.db.execute(
    sql`DELETE FROM ${sql.identifier(`${entity}s`)} WHERE workspace_id = ${workspaceId} AND id = ${id}`,
  );
}
