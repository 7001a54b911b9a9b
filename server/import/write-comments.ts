import { and, eq, inArray } from 'drizzle-orm';
import { comments } from '../../db/schema/trail.ts';
import { commentSearchVector } from '../comment/rows.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { CommentId, TaskId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { listImportedTasks } from './list-imported-tasks.ts';
import type { ImportedTask } from './list-imported-tasks.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';
import type { ImportRow } from './scope.ts';

type Ready = { item: StagedItem<'comment'>; task: ImportedTask };
type Known = {
  id: CommentId;
  body: string;
  version: number;
  taskId: TaskId;
  deletedAt: string | null;
};

/** Makes the comments that are not known yet and gives known ones the words that the source changed. */
export async function writeComments(
  w: WriteCtx,
  record: Record,
  { step, items }: { step: Step; items: StagedItem<'comment'>[] },
): Promise<void> {
  const { row } = step;
  const pending = items.filter((item) => item.changed?.length !== 0);
  const tasks = await listImportedTasks(w, row, [
    ...new Set(pending.map((item) => item.parentSourceId ?? '')),
  ]);
  const known = await listKnownComments(
    w,
    row,
    pending.map((item) => item.sourceId),
  );
  const fresh: Ready[] = [];
  for (const item of items) {
    if (!step.takes(item)) break;
    if (!pending.includes(item)) continue;
    const task = tasks.get(item.parentSourceId ?? '');
    const found = known.get(item.sourceId);
    if (!task || isDeletedHere(item, found)) step.leaveOut(item, 'out-of-reach');
    else if (found) await mergeComment(w, record, { item, task, found });
    else fresh.push({ item, task });
  }
  await insertComments(w, record, { row, fresh });
}

/** A comment that was deleted here stays deleted, unless the import that made it was taken back. */
function isDeletedHere(item: StagedItem<'comment'>, found: Known | undefined): boolean {
  return item.changed !== null && found !== undefined && found.deletedAt !== null;
}

async function insertComments(
  w: WriteCtx,
  record: Record,
  { row, fresh }: { row: ImportRow; fresh: Ready[] },
): Promise<void> {
  if (fresh.length === 0) return;
  const { workspaceId } = row;
  const made = fresh.map((one) => ({ ...one, id: newId<CommentId>(w.runtime.clock) }));
  await w.db.insert(comments).values(
    made.map(({ id, item: { sourceId, data }, task }) => ({
      workspaceId,
      id,
      taskId: task.id,
      body: data.body,
      createdBy: data.author === null ? w.member.userId : null,
      importedAuthor: data.author,
      source: row.format,
      sourceId,
      createdAt: data.createdAt ?? w.now,
      updatedAt: w.now,
      search: commentSearchVector(workspaceId, data.body),
    })),
  );
  for (const { id, item, task } of made) {
    const { body } = item.data;
    record({
      type: 'comment.added',
      entityId: id,
      taskId: task.id,
      projectId: task.projectId,
      after: { body },
    });
  }
}

async function mergeComment(
  w: WriteCtx,
  record: Record,
  { item, task, found }: Ready & { found: Known },
): Promise<void> {
  const { body } = item.data;
  const changed = difference(found, { body, deletedAt: null });
  if (!changed) return;
  const { workspaceId } = w.member;
  await w.db
    .update(comments)
    .set({
      body,
      deletedAt: null,
      search: commentSearchVector(workspaceId, body),
      version: found.version + 1,
      updatedAt: w.now,
    })
    .where(and(eq(comments.workspaceId, workspaceId), eq(comments.id, found.id)));
  const type = found.deletedAt === null ? 'comment.updated' : 'comment.restored';
  record({ type, entityId: found.id, taskId: found.taskId, projectId: task.projectId, ...changed });
}

async function listKnownComments(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, Known>> {
  if (sourceIds.length === 0) return new Map();
  const { id, body, version, taskId, deletedAt, sourceId } = comments;
  const found = await w.db
    .select({ id, body, version, taskId, deletedAt, sourceId })
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, row.workspaceId),
        eq(comments.source, row.format),
        inArray(comments.sourceId, sourceIds),
      ),
    );
  return new Map(found.map(({ sourceId: key, ...comment }) => [key ?? '', comment]));
}
