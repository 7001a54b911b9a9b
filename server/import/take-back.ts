import { sql } from 'drizzle-orm';
import type { Change } from '../change/rows.ts';
import { undoChanges } from '../change/undo-changes.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { GroupId, ProjectId, TaskId } from '../domain/ids.ts';
import { listWritableProjects } from './list-writable-projects.ts';
import type { StepTime } from './time-step.ts';

/**
 * Takes changes of an import back, as far as there is time. What it made or brought back is deleted, with a few
 * statements for all; what it edited goes the way of every undo, one by one, and keeps what was changed since.
 * @returns how many of the changes, from the first, were taken back
 */
export async function takeBack(
  w: WriteCtx,
  record: Record,
  { groupId, changes, time }: { groupId: GroupId; changes: Change[]; time: StepTime },
): Promise<number> {
  const writable = await listWritableProjects(
    w,
    changes.map((change) => change.projectId).filter((id) => id !== null),
  );
  const making: Change[] = [];
  let taken = 0;
  for (const change of changes) {
    if (taken > 0 && !time.hasRoom()) break;
    taken += 1;
    if (change.projectId !== null && !writable.has(change.projectId)) continue;
    if (changeKind(change.type).undo === 'delete') making.push(change);
    else await undoChanges(w, [change], { group: groupId, apart: false });
  }
  const made = (...types: ChangeType[]) =>
    making.filter((change) => types.includes(change.type)).map((change) => change.entityId);
  await deleteComments(w, record, made('comment.added', 'comment.restored'));
  await deleteTasks(w, record, made('task.created', 'task.restored'));
  await deleteSections(w, record, made('section.created', 'section.restored'));
  await deleteLabels(w, record, made('label.created', 'label.restored'));
  return taken;
}

type Gone = { id: string; project_id: ProjectId; task_id: TaskId };

async function deleteComments(w: WriteCtx, record: Record, ids: string[]): Promise<void> {
  const gone = await w.db.execute<Gone>(sql`
    UPDATE comments c SET deleted_at = ${w.now}, version = c.version + 1, updated_at = ${w.now}
    FROM tasks t
    WHERE c.workspace_id = ${w.member.workspaceId} AND c.id = ANY(${sql.param(ids)}::uuid[]) AND c.deleted_at IS NULL
      AND t.workspace_id = c.workspace_id AND t.id = c.task_id
    RETURNING c.id, c.task_id, t.project_id`);
  for (const { id, task_id: taskId, project_id: projectId } of gone.rows) {
    record({ type: 'comment.deleted', entityId: id, taskId, projectId, ...deletion(w) });
  }
}

/** A task below which somebody has put another stays. */
async function deleteTasks(w: WriteCtx, record: Record, ids: string[]): Promise<void> {
  const gone = await w.db.execute<Gone>(sql`
    UPDATE tasks t SET deleted_at = ${w.now}, version = t.version + 1, updated_at = ${w.now}
    WHERE t.workspace_id = ${w.member.workspaceId} AND t.id = ANY(${sql.param(ids)}::uuid[]) AND t.deleted_at IS NULL
      AND NOT EXISTS (
        WITH RECURSIVE below AS (
          SELECT b.id FROM tasks b WHERE b.workspace_id = t.workspace_id AND b.parent_id = t.id AND b.deleted_at IS NULL
          UNION ALL
          SELECT b.id FROM tasks b JOIN below ON b.workspace_id = t.workspace_id AND b.parent_id = below.id AND b.deleted_at IS NULL)
        SELECT 1 FROM below WHERE id <> ALL(${sql.param(ids)}::uuid[]))
    RETURNING t.id, t.project_id`);
  for (const { id, project_id: projectId } of gone.rows) {
    record({ type: 'task.deleted', entityId: id, projectId, ...deletion(w) });
  }
}

/** A section in which somebody has put another task stays. */
async function deleteSections(w: WriteCtx, record: Record, ids: string[]): Promise<void> {
  const gone = await w.db.execute<Gone>(sql`
    UPDATE sections s SET deleted_at = ${w.now}, version = s.version + 1, updated_at = ${w.now}
    WHERE s.workspace_id = ${w.member.workspaceId} AND s.id = ANY(${sql.param(ids)}::uuid[]) AND s.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM tasks t
        WHERE t.workspace_id = s.workspace_id AND t.project_id = s.project_id AND t.section_id = s.id AND t.deleted_at IS NULL)
    RETURNING s.id, s.project_id`);
  for (const { id, project_id: projectId } of gone.rows) {
    record({ type: 'section.deleted', entityId: id, projectId, ...deletion(w) });
  }
}

/** A label that another task bears by now stays. */
async function deleteLabels(w: WriteCtx, record: Record, ids: string[]): Promise<void> {
  const gone = await w.db.execute<Gone>(sql`
    UPDATE labels l SET deleted_at = ${w.now}, version = l.version + 1, updated_at = ${w.now}
    WHERE l.workspace_id = ${w.member.workspaceId} AND l.id = ANY(${sql.param(ids)}::uuid[]) AND l.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM task_labels tl
        JOIN tasks t ON t.workspace_id = tl.workspace_id AND t.id = tl.task_id AND t.deleted_at IS NULL
        JOIN projects p ON p.workspace_id = t.workspace_id AND p.id = t.project_id AND p.deleted_at IS NULL
        WHERE tl.workspace_id = l.workspace_id AND tl.label_id = l.id)
    RETURNING l.id`);
  for (const { id } of gone.rows) record({ type: 'label.deleted', entityId: id, ...deletion(w) });
}

function deletion(w: WriteCtx) {
  return { before: { deletedAt: null }, after: { deletedAt: w.now } };
}
