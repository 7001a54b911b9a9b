import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId, TaskId } from '../domain/ids.ts';

/** Those of a task's labels that an import put there, or its being taken back, and no person after it. */
export async function listLabelsPut(
  w: WriteCtx,
  taskId: TaskId,
  labelIds: LabelId[],
): Promise<LabelId[]> {
  if (labelIds.length === 0) return [];
  const found = await w.db.execute<{ id: LabelId; imported: boolean }>(sql`
    SELECT DISTINCT ON (l.id) l.id, EXISTS (
      SELECT 1 FROM imports i WHERE i.workspace_id = c.workspace_id AND c.group_id IN (i.group_id, i.id)) AS imported
    FROM unnest(${sql.param(labelIds)}::uuid[]) AS l(id)
    JOIN changes c ON c.workspace_id = ${w.member.workspaceId} AND c.entity_id = ${taskId}
      AND c.after->'labelIds' ? l.id::text AND NOT coalesce(c.before->'labelIds' ? l.id::text, false)
    ORDER BY l.id, c.seq DESC, c.n DESC`);
  return found.rows.filter(({ imported }) => imported).map(({ id }) => id);
}
