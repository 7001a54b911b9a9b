import { attachments } from '../../db/schema/attachments.ts';
import { membership } from '../auth/membership.ts';
import { storedAnswer } from '../changes/replay.ts';
import { write } from '../changes/write.ts';
import { cleanFileName } from '../domain/file-name.ts';
import type { AttachmentId, FileId } from '../domain/ids.ts';
import { claimFile } from '../files/claim-file.ts';
import { dropFile } from '../files/drop-file.ts';
import { chooseFileStore } from '../files/choose-file-store.ts';
import { keepFile } from '../files/keep-file.ts';
import type { FileKey } from '../files/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { requireRight } from '../project/scope.ts';
import { getTaskRow } from '../task/scope.ts';
import { getUpload, requireUploadOnce } from '../upload/scope.ts';
import type { LiveUpload } from '../upload/scope.ts';
import { takeTurn } from '../upload/take-turn.ts';
import { describeFile } from './describe-file.ts';
import { holdSpace } from './hold-space.ts';
import { requireSpace } from './require-space.ts';
import { attachmentColumns, attachmentOutputOf } from './rows.ts';
import type { AttachmentAddInput, AttachmentOutput } from './schema.ts';
import { getPlaceForUpdate } from './scope.ts';

const action = 'attachment.add';

/**
 * Hangs a sent file on a task, or on a comment of one's own. The bytes are stored first, outside the workspace's lock,
 * with a note that they go unless the row that is written then takes it away.
 * @throws NOT_FOUND for a file of another person or one that has expired, and for a task that the caller cannot see;
 *   FORBIDDEN; PAYLOAD_TOO_LARGE with the numbers where there is no room
 */
export async function addAttachment(
  ctx: Ctx,
  input: AttachmentAddInput,
): Promise<AttachmentOutput> {
  return takeTurn(input.uploadId, () => storeAttachment(ctx, input));
}

async function storeAttachment(ctx: Ctx, input: AttachmentAddInput): Promise<AttachmentOutput> {
  const { workspaceId, opId } = input;
  const member = await membership.prove(ctx, workspaceId, action);
  // A repeated call finds its file used up: the write answers it from memory.
  const isRepeated = opId && (await storedAnswer(ctx, member.userId, { opId, action, input }));
  if (isRepeated) return save(ctx, input, null);
  const { right } = await getTaskRow(ctx, member, input.taskId);
  requireRight({ action }, right ?? 'read');
  const upload = await getUpload(ctx, input.uploadId);
  await requireSpace(ctx, member, { taskId: input.taskId, size: upload.size });
  return holdSpace(ctx.runtime, upload.size, () => storeUpload(ctx, input, upload));
}

async function storeUpload(
  ctx: Ctx,
  input: AttachmentAddInput,
  upload: LiveUpload,
): Promise<AttachmentOutput> {
  const { workspaceId } = input;
  const key: FileKey = { workspaceId, fileId: newId<FileId>(ctx.runtime.clock) };
  await claimFile(ctx, key);
  try {
    await chooseFileStore(ctx.runtime).put(key, upload.path);
    return await save(ctx, input, { upload, key });
  } catch (error) {
    // A commit whose answer was lost may have happened: then the note decides, which the commit took away or not.
    const isUnknown = error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE';
    if (!isUnknown) await dropFile(ctx.runtime, key).catch(() => undefined);
    throw error;
  }
}

type Stored = { upload: LiveUpload; key: FileKey };

async function save(
  ctx: Ctx,
  input: AttachmentAddInput,
  stored: Stored | null,
): Promise<AttachmentOutput> {
  const image = stored && (await describeFile(stored.upload.path));
  return write(ctx, { action, input, guard: membership }, async (w, record) => {
    if (!stored) throw new Error('an answer that was remembered is gone');
    const { upload, key } = stored;
    const { id: taskId, projectId } = await getPlaceForUpdate(w, {
      taskId: input.taskId,
      commentId: input.commentId,
    });
    await requireUploadOnce(w, input.uploadId);
    await requireSpace(w, w.member, { taskId, size: upload.size });
    await keepFile(w, key);
    const name = input.name ?? cleanFileName(upload.fileName);
    const made = { createdBy: w.member.userId, createdAt: w.now, updatedAt: w.now };
    const [row] = await w.db
      .insert(attachments)
      .values({
        ...key,
        id: input.id ?? newId<AttachmentId>(w.runtime.clock),
        taskId,
        commentId: input.commentId ?? null,
        name,
        size: upload.size,
        sha256: upload.sha256,
        imageType: image?.type ?? null,
        width: image?.width ?? null,
        height: image?.height ?? null,
        ...made,
      })
      .returning(attachmentColumns);
    if (!row) throw new Error('the new attachment was not returned');
    const after = { name, size: upload.size, commentId: row.commentId };
    record({ type: 'attachment.added', entityId: row.id, taskId, projectId, after });
    return attachmentOutputOf(row);
  });
}
