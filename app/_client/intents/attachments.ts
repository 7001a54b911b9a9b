import type { AttachmentOutput } from '../../../server/attachment/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { read } from '../sending/read.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** The id of a file that is about to be sent. */
export const newAttachmentId = (): string => newId();

type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;
type Sent = { id: string; uploadId: string; name: string; commentId: string | null };

/** Hangs a sent file on a task, or on a comment of one's own. @returns whether the server took it */
export async function addAttachment(
  { workspaceId, id: taskId }: Task,
  { commentId, ...sent }: Sent,
): Promise<boolean> {
  const on = commentId === null ? {} : { commentId };
  const { outcome } = run('attachment.add', { workspaceId, taskId, ...on, ...sent });
  return (await outcome).ok;
}

/** Gives a file another name. Settles once the server has answered. */
export async function renameAttachment(
  { workspaceId, id: attachmentId }: Pick<AttachmentOutput, 'id' | 'workspaceId'>,
  name: string,
): Promise<void> {
  await run('attachment.rename', { workspaceId, attachmentId, name }).outcome;
}

/** Deletes a file, and offers to take that back. Settles once the server has answered. */
export async function deleteAttachment({
  workspaceId,
  id: attachmentId,
  name,
}: Pick<AttachmentOutput, 'id' | 'workspaceId' | 'name'>): Promise<void> {
  let answer: Promise<unknown> = Promise.resolve();
  const mine = gesture(() => {
    answer = run('attachment.delete', { workspaceId, attachmentId }).outcome;
  });
  const undo = () => undoGesture(mine);
  notify({ kind: 'done', what: 'attachmentDeleted', values: { name }, undo });
  await answer;
}

/** Bytes that one more file may have, and that all of the workspace have left. @throws CallError */
export async function readRoom({ workspaceId, id: taskId }: Task) {
  return (await read('attachment.list', { workspaceId, taskId, limit: 1 })).room;
}
