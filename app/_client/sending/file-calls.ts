import type { FileSenderParts } from './file-sender.ts';
import { read } from './read.ts';
import { send } from './send.ts';
import { forgetPieces, sendPieces } from './send-pieces.ts';

/** What the sender of files asks the server. */
export const fileCalls: Pick<
  FileSenderParts,
  'room' | 'sendPieces' | 'forgetPieces' | 'add' | 'isThere'
> = {
  sendPieces,
  forgetPieces,
  room: async ({ workspaceId, taskId }) =>
    (await read('attachment.list', { workspaceId, taskId, limit: 1 })).room,
  async add({ id, workspaceId, taskId, commentId, name, sending }) {
    const on = commentId === null ? {} : { commentId };
    const uploadId = sending?.url.split('/').at(-1);
    const opId = sending?.opId;
    await send('attachment.add', { workspaceId, taskId, ...on, id, uploadId, name, opId });
  },
  isThere: ({ workspaceId, id: attachmentId }) =>
    read('attachment.get', { workspaceId, attachmentId }).then(
      () => true,
      () => false,
    ),
};
