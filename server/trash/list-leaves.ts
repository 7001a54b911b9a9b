import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import type { Root } from './scope.ts';

/** So many of the tasks right below a thing are looked under at a time. */
const mostTops = 50;

export type Leaf = { id: TaskId; projectId: ProjectId };

/** Some of the tasks at or below a thing that have nothing below themselves, deleted or not; none once all are gone. */
export async function listLeaves(w: WriteCtx, root: Root, most: number): Promise<Leaf[]> {
  const { workspaceId } = w.member;
  const top = {
    task: sql`t.id = ${root.id}`,
    section: sql`t.section_id = ${root.id} AND t.project_id = ${root.projectId}`,
    project: sql`t.project_id = ${root.id} AND t.parent_id IS NULL`,
    label: sql`false`,
  }[root.entity];
  const found = await w.db.execute<{ id: TaskId; project_id: ProjectId }>(sql`
    WITH RECURSIVE below AS (
      (SELECT t.id, t.project_id FROM tasks t WHERE t.workspace_id = ${workspaceId} AND ${top} LIMIT ${mostTops})
      UNION ALL
      SELECT t.id, t.project_id FROM tasks t JOIN below ON t.workspace_id = ${workspaceId} AND t.parent_id = below.id)
    SELECT below.id, below.project_id FROM below
    WHERE NOT EXISTS (SELECT 1 FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.parent_id = below.id)
    LIMIT ${most}`);
  return found.rows.map((row) => ({ id: row.id, projectId: row.project_id }));
}
