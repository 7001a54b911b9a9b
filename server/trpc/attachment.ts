import { addAttachment } from '../attachment/add-attachment.ts';
import { deleteAttachment } from '../attachment/delete-attachment.ts';
import { getAttachment } from '../attachment/get-attachment.ts';
import { listAttachments } from '../attachment/list-attachments.ts';
import { renameAttachment } from '../attachment/rename-attachment.ts';
import * as schema from '../attachment/schema.ts';
import { procedure, router } from './ladder.ts';

export const attachmentRouter = router({
  add: procedure('attachment.add')
    .input(schema.attachmentAddInput)
    .output(schema.attachmentOutput)
    .mutation(({ ctx, input }) => addAttachment(ctx, input)),
  get: procedure('attachment.get')
    .input(schema.attachmentGetInput)
    .output(schema.attachmentOutput)
    .query(({ ctx, input }) => getAttachment(ctx, input)),
  list: procedure('attachment.list')
    .input(schema.attachmentListInput)
    .output(schema.attachmentListOutput)
    .query(({ ctx, input }) => listAttachments(ctx, input)),
  rename: procedure('attachment.rename')
    .input(schema.attachmentRenameInput)
    .output(schema.attachmentOutput)
    .mutation(({ ctx, input }) => renameAttachment(ctx, input)),
  delete: procedure('attachment.delete')
    .input(schema.attachmentDeleteInput)
    .output(schema.attachmentDeleteOutput)
    .mutation(({ ctx, input }) => deleteAttachment(ctx, input)),
});
