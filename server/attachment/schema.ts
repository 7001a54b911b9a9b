import * as z from 'zod';
import { imageTypes } from '../domain/enums.ts';
import {
  editFields,
  inWorkspace,
  outId,
  pageFields,
  pageOf,
  writeFields,
} from '../domain/fields.ts';
import { fileName } from '../domain/file-name.ts';
import { id } from '../domain/ids.ts';
import type {
  AttachmentId,
  CommentId,
  TaskId,
  UploadId,
  UserId,
  WorkspaceId,
} from '../domain/ids.ts';

/** So many files may hang on one task, those of its comments among them. */
export const mostOnTask = 200;
/** Larger pictures are not shown in the page: a browser would have to fetch and decode them whole. */
export const mostPreviewed = { bytes: 25 * 1024 * 1024, pixels: 100_000_000 };

export const attachmentOutput = z.object({
  id: outId<AttachmentId>(),
  workspaceId: outId<WorkspaceId>(),
  taskId: outId<TaskId>(),
  commentId: outId<CommentId>().nullable(),
  name: z.string(),
  /** Bytes, as they were counted. */
  size: z.int(),
  /** What the bytes say they are, with the size in which a browser shows it; null for what is no picture. */
  image: z
    .object({ type: z.enum(imageTypes), width: z.int(), height: z.int(), shown: z.boolean() })
    .nullable(),
  createdBy: outId<UserId>().nullable(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type AttachmentOutput = z.output<typeof attachmentOutput>;

export const attachmentAddInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>(),
  commentId: id<CommentId>().optional(),
  id: id<AttachmentId>().optional(),
  uploadId: id<UploadId>(),
  /** The name under which the file was sent, unless said. */
  name: fileName.optional(),
  ...writeFields,
});
export type AttachmentAddInput = z.output<typeof attachmentAddInput>;

/** Oldest first, those on comments among them. */
export const attachmentListInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>(),
  ...pageFields(100, 100),
});
export type AttachmentListInput = z.output<typeof attachmentListInput>;
export const attachmentListOutput = pageOf(attachmentOutput).extend({
  /** Bytes that one more file may have, and that the workspace has left. */
  room: z.object({ file: z.int(), workspace: z.int() }),
});
export type AttachmentListOutput = z.output<typeof attachmentListOutput>;

const attachmentRef = { ...inWorkspace, attachmentId: id<AttachmentId>() };

export const attachmentGetInput = z.strictObject(attachmentRef);
export type AttachmentGetInput = z.output<typeof attachmentGetInput>;

export const attachmentRenameInput = z.strictObject({
  ...attachmentRef,
  name: fileName,
  ...editFields,
});
export type AttachmentRenameInput = z.output<typeof attachmentRenameInput>;

export const attachmentDeleteInput = z.strictObject({ ...attachmentRef, ...editFields });
export type AttachmentDeleteInput = z.output<typeof attachmentDeleteInput>;
export const attachmentDeleteOutput = z.object({
  id: outId<AttachmentId>(),
  deletedAt: z.string(),
  version: z.int(),
});
