import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { blankChanges } from './blank-changes.ts';
import { dropHanging } from './drop-hanging.ts';
import { dropTasks } from './drop-tasks.ts';
import { listLeaves } from './list-leaves.ts';
import { openBudget } from './open-budget.ts';
import type { Root } from './scope.ts';

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
  const hasRoom = openBudget(w);
  for (;;) {
    const leaves = await listLeaves(w, root, atOnce);
    if (leaves.length === 0) break;
    const ids = leaves.map(({ id }) => id);
    if (!(await dropTasks(w, ids, hasRoom))) return false;
    // Of a project nobody sees the history any more, so it says nothing of each task.
    for (const { id, projectId } of root.entity === 'project' ? [] : leaves)
      if (id !== root.id) record({ type: 'task.purged', entityId: id, projectId });
    if (!hasRoom()) return false;
  }
  return dropRoot(w, root, hasRoom);
}

async function dropRoot(
  w: WriteCtx,
  { entity, id, workspaceId }: Root,
  hasRoom: () => boolean,
): Promise<boolean> {
  const said = [id];
  if (entity === 'project') {
    const sections = await w.db.execute<{ id: string }>(
      sql`SELECT id FROM sections WHERE workspace_id = ${workspaceId} AND project_id = ${id}`,
    );
    said.push(...sections.rows.map((row) => row.id));
  }
  if (!(await blankChanges(w, said, hasRoom))) return false;
  // An invite stays good for the workspace; what it would have brought is gone.
  if (entity === 'project')
    await w.db.execute(
      sql`UPDATE invites SET project_id = NULL, "right" = NULL WHERE workspace_id = ${workspaceId} AND project_id = ${id}`,
    );
  if (!(await dropHanging(w, { hanging: hanging[entity], ids: [id] }, hasRoom))) return false;
  await w.db.execute(
    sql`DELETE FROM ${sql.identifier(`${entity}s`)} WHERE workspace_id = ${workspaceId} AND id = ${id}`,
  );
  return true;
}
