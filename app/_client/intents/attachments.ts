import type { AttachmentOutput } from '../../../server/attachment/schema.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

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
