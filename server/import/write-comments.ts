import { and, eq, inArray } from 'drizzle-orm';
import { comments } from '../../db/schema/trail.ts';
import { commentSearchVector } from '../comment/rows.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { CommentId, ProjectId, TaskId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { listImportedTasks } from './list-imported-tasks.ts';
import { listWritableProjects } from './list-writable-projects.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { ImportRow } from './scope.ts';

type Ready = { item: StagedItem<'comment'>; task: { id: TaskId; projectId: ProjectId } };
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
  { row, items }: { row: ImportRow; items: StagedItem<'comment'>[] },
): Promise<void> {
  const pending = items.filter((item) => item.changed === null || item.changed.includes('body'));
  const parents = await listImportedTasks(w, row, [
    ...new Set(pending.map((item) => item.parentSourceId ?? '')),
  ]);
  const writable = await listWritableProjects(
    w,
    [...parents.values()].map((task) => task.projectId),
  );
  const ready = pending.flatMap((item) => {
    const task = parents.get(item.parentSourceId ?? '');
    return task && writable.has(task.projectId) ? { item, task } : [];
  });
  const known = await findComments(
    w,
    row,
    ready.map(({ item }) => item.sourceId),
  );
  await insertComments(w, record, {
    row,
    ready: ready.filter(({ item }) => !known.has(item.sourceId)),
  });
  for (const one of ready) {
    const found = known.get(one.item.sourceId);
    if (found) await mergeComment(w, record, { ...one, found });
  }
}

async function insertComments(
  w: WriteCtx,
  record: Record,
  { row, ready }: { row: ImportRow; ready: Ready[] },
): Promise<void> {
  if (ready.length === 0) return;
  const { workspaceId } = row;
  const made = ready.map((one) => ({ ...one, id: newId<CommentId>(w.runtime.clock) }));
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

/** A comment that was deleted here stays deleted, unless the import that made it was taken back. */
async function mergeComment(
  w: WriteCtx,
  record: Record,
  { item, task, found }: Ready & { found: Known },
): Promise<void> {
  if (found.deletedAt !== null && item.changed !== null) return;
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

async function findComments(
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
