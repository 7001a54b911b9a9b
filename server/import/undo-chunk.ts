import { and, desc, eq, gt, sql } from 'drizzle-orm';
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
import { timeStep } from './time-step.ts';

/**
 * Takes back the next part of an import, newest first, in one transaction. A project that the import made and
 * that holds nothing else goes whole, with one change.
 * @param size how many changes it takes back at most
 * @returns that number for the next part, or null when nothing is left to take back
 */
export async function undoChunk(ctx: Ctx, row: ImportRow, size: number): Promise<number | null> {
  const { workspaceId } = row;
  // The import's own id ties what takes it back together, so that this can be undone too.
  const groupId = row.id as unknown as GroupId;
  const options = {
    action: 'import.undo',
    input: { workspaceId },
    guard: membership,
    groupId,
  } as const;
  const part = await write(ctx, options, async (w, record) => {
    const time = timeStep(w);
    const now = await getImportForUpdate(w, row.id);
    if (now.state !== 'undoing') return null;
    if (now.done === 0) await deleteWholeProjects(w, now);
    const next = await listGroupChanges(w, now, size);
    const taken = await takeBack(w, record, { groupId: now.groupId, changes: next, time });
    const last = next[taken - 1];
    await w.db
      .update(imports)
      .set(last ? { done: last.place } : { state: 'undone', done: now.total, finishedAt: w.now })
      .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, row.id)));
    return last ? { time, taken } : null;
  });
  return part ? part.time.nextSize(part.taken) : null;
}

async function deleteWholeProjects(w: WriteCtx, row: ImportRow): Promise<void> {
  const whole = await w.db.execute<{ id: ProjectId }>(sql`
    SELECT p.id FROM projects p
    WHERE p.workspace_id = ${row.workspaceId} AND p.deleted_at IS NULL AND p.source = ${row.format}
      AND EXISTS (
        SELECT 1 FROM changes c WHERE c.workspace_id = p.workspace_id AND c.group_id = ${row.groupId}
          AND c.entity_id = p.id AND c.type IN ('project.created', 'project.restored'))
      AND NOT EXISTS (
        SELECT 1 FROM (
          SELECT t.id FROM tasks t WHERE t.workspace_id = p.workspace_id AND t.project_id = p.id AND t.deleted_at IS NULL
          UNION ALL
          SELECT s.id FROM sections s WHERE s.workspace_id = p.workspace_id AND s.project_id = p.id AND s.deleted_at IS NULL) held
        WHERE held.id NOT IN (
          SELECT c.entity_id FROM changes c WHERE c.workspace_id = ${row.workspaceId} AND c.group_id = ${row.groupId}
            AND c.type IN ('task.created', 'task.restored', 'section.created', 'section.restored')))`);
  for (const { id: projectId } of whole.rows)
    await deleteProject(w, { workspaceId: row.workspaceId, projectId });
}

/** A change, and which of its group it is from the end: a number that nothing done meanwhile can move. */
type PlacedChange = Change & { place: number };

/** What is still to be taken back; what is in a deleted project is out of sight already. */
async function listGroupChanges(
  w: WriteCtx,
  row: ImportRow,
  size: number,
): Promise<PlacedChange[]> {
  const place = sql<number>`(row_number() OVER (ORDER BY ${changes.seq} DESC, ${changes.n} DESC))::int`;
  const group = w.db
    .select({ ...changeColumns, place: place.as('place') })
    .from(changes)
    .where(and(eq(changes.workspaceId, row.workspaceId), eq(changes.groupId, row.groupId)))
    .as('in_group');
  const found = await w.db
    .select()
    .from(group)
    .where(
      and(
        gt(group.place, row.done),
        sql`NOT EXISTS (
          SELECT 1 FROM projects p
          WHERE p.workspace_id = ${row.workspaceId} AND p.id = ${group.projectId} AND p.deleted_at IS NOT NULL)`,
      ),
    )
    .orderBy(desc(group.seq), desc(group.n))
    .limit(size);
  return found.map(changeOf);
}
