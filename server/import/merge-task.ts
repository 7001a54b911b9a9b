import type { WriteCtx } from '../changes/write.ts';
import type { LabelId } from '../domain/ids.ts';
import { notFound } from '../platform/errors.ts';
import { cancelTask } from '../task/cancel-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { moveTask } from '../task/move-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import type { TaskUpdateInput } from '../task/schema.ts';
import { updateTask } from '../task/update-task.ts';
import type { KnownTask } from './list-known-tasks.ts';
import { listLabelsPut } from './list-labels-put.ts';
import type { ReadyTask } from './translate-tasks.ts';

/**
 * Takes over what the source changed since the last import; everything else stays as it is here.
 * A task that was deleted here stays deleted, unless that import was taken back.
 * @throws CairnError where what is here refuses it
 */
export async function mergeTask(w: WriteCtx, ready: ReadyTask, row: KnownTask): Promise<void> {
  const { changed } = ready.item;
  const ref = { workspaceId: w.member.workspaceId, taskId: row.id };
  if (!row.open) throw notFound('task');
  if (row.deletedAt !== null && changed === null) await restoreTask(w, ref);
  const takes = (field: string) => changed === null || changed.includes(field);
  const edit = await editOf(w, row, { ready, takes });
  if (edit) await updateTask(w, { ...ref, ...edit });
  if (takes('status')) await setStatus(w, row, ready);
  if (takes('sectionSourceId') || takes('parentSourceId')) await move(w, row, ready);
}

type Edit = Pick<TaskUpdateInput, 'set' | 'add' | 'remove'>;

/** The fields that differ, or null. Of the labels go those that left the source and that nobody here put since. */
async function editOf(
  w: WriteCtx,
  row: KnownTask,
  { ready, takes }: { ready: ReadyTask; takes: (field: string) => boolean },
): Promise<Edit | null> {
  const { item, due, startOn, labelIds, formerLabelIds } = ready;
  const set: Edit['set'] = {
    ...(takes('title') && item.data.title !== row.title ? { title: item.data.title } : {}),
    ...(takes('notes') && item.data.notes !== row.notes ? { notes: item.data.notes } : {}),
    ...(takes('startAt') && startOn !== row.startOn ? { startOn } : {}),
    ...(takes('dueAt') && due.dueAt !== row.dueAt ? dueOf(ready) : {}),
  };
  const missing = takes('labelSourceIds')
    ? labelIds.filter((id) => !row.labelIds.includes(id))
    : [];
  const former = formerLabelIds.filter((id) => row.labelIds.includes(id));
  const left = await listLabelsPut(w, row.id, former);
  if (Object.keys(set).length + missing.length + left.length === 0) return null;
  return { set, add: idsOf(missing), remove: idsOf(left) };
}

function idsOf(labelIds: LabelId[]): Edit['add'] {
  return labelIds.length > 0 ? { labelIds } : {};
}

function dueOf({ due }: ReadyTask): Edit['set'] {
  return due.dueAt === null ? { dueOn: null } : { dueAt: due.dueAt, timeZone: due.timeZone };
}

async function setStatus(w: WriteCtx, row: KnownTask, { item }: ReadyTask): Promise<void> {
  const { status } = item.data;
  if (status === row.status) return;
  const ref = { workspaceId: row.workspaceId, taskId: row.id };
  // What hangs below has a state of its own in the source.
  if (status === 'open') await reopenTask(w, ref);
  else await { done: completeTask, cancelled: cancelTask }[status](w, ref, { alone: true });
}

/** A task that people here took to another project stays there, and so does one whose new place they deleted. */
async function move(w: WriteCtx, row: KnownTask, { place }: ReadyTask): Promise<void> {
  if (typeof place === 'string') return;
  const { projectId, sectionId, parentId } = place;
  if (row.projectId !== projectId || (row.sectionId === sectionId && row.parentId === parentId))
    return;
  const ref = { workspaceId: row.workspaceId, taskId: row.id };
  await moveTask(w, parentId ? { ...ref, parentId } : { ...ref, parentId: null, sectionId });
}
