import { and, desc, eq, sql } from 'drizzle-orm';
import { changes, imports } from '../../db/schema/changes.ts';
import { membership } from '../auth/membership.ts';
import { changeColumns, changeOf } from '../change/rows.ts';
import type { Change } from '../change/rows.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { GroupId, ProjectId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { deleteProject } from '../project/delete-project.ts';
import { getImportForUpdate } from './scope.ts';
import type { ImportRow } from './scope.ts';
import { takeBack } from './take-back.ts';

/** Leaves room for the projects that go whole in the first step. */
const mostChanges = 250;

/**
 * Takes back the next part of an import, newest first, in one transaction. A project that the import made and
 * that holds nothing else goes whole, with one change.
 * @returns false when nothing is left to take back
 */
export async function undoChunk(ctx: Ctx, row: ImportRow): Promise<boolean> {
  const { workspaceId } = row;
  // The import's own id ties what takes it back together, so that this can be undone too.
  const groupId = row.id as unknown as GroupId;
  const options = {
    action: 'import.undo',
    input: { workspaceId },
    guard: membership,
    groupId,
  } as const;
  return write(ctx, options, async (w, record) => {
    const now = await getImportForUpdate(w, row.id);
    if (now.state !== 'undoing') return false;
    if (now.done === 0) await deleteWholeProjects(w, now);
    const next = await listGroupChanges(w, now);
    await takeBack(w, record, { groupId: now.groupId, changes: next });
    const left = next.length > 0;
    await w.db
      .update(imports)
      .set(
        left
          ? { done: now.done + next.length }
          : { state: 'undone', done: now.total, finishedAt: w.now },
      )
      .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, row.id)));
    return left;
  });
}

async function deleteWholeProjects(w: WriteCtx, row: ImportRow): Promise<void> {
  const whole = await w.db.execute<{ id: ProjectId }>(sql`
    SELECT p.id FROM projects p
    WHERE p.workspace_id = ${row.workspaceId} AND p.deleted_at IS NULL AND p.source = ${row.format}
      AND EXISTS (
        SELECT 1 FROM changes c WHERE c.workspace_id = p.workspace_id AND c.group_id = ${row.groupId}
          AND c.entity_id = p.id AND c.type IN ('project.created', 'project.restored'))
      AND NOT EXISTS (
        SELECT 1 FROM tasks t WHERE t.workspace_id = p.workspace_id AND t.project_id = p.id
          AND t.deleted_at IS NULL AND t.source IS DISTINCT FROM ${row.format})`);
  for (const { id: projectId } of whole.rows)
    await deleteProject(w, { workspaceId: row.workspaceId, projectId });
}

/** What is still to be taken back; what is in a deleted project is out of sight already. */
async function listGroupChanges(w: WriteCtx, row: ImportRow): Promise<Change[]> {
  const found = await w.db
    .select(changeColumns)
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, row.workspaceId),
        eq(changes.groupId, row.groupId),
        sql`NOT EXISTS (
          SELECT 1 FROM projects p
          WHERE p.workspace_id = ${changes.workspaceId} AND p.id = ${changes.projectId} AND p.deleted_at IS NOT NULL)`,
      ),
    )
    .orderBy(desc(changes.seq), desc(changes.n))
    .offset(row.done)
    .limit(mostChanges);
  return found.map(changeOf);
}
