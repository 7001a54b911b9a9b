import * as z from 'zod';
import {
  editFields,
  inWorkspace,
  outId,
  pageFields,
  pageOf,
  prose,
  writeFields,
} from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { CommentId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';

const body = prose(50_000).pipe(z.string().regex(/\S/u, 'must not be empty'));

export const commentOutput = z.object({
  id: outId<CommentId>(),
  workspaceId: outId<WorkspaceId>(),
  taskId: outId<TaskId>(),
  /** Markdown. */
  body: z.string(),
  createdBy: outId<UserId>().nullable(),
  importedAuthor: z.string().nullable(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type CommentOutput = z.output<typeof commentOutput>;

export const commentAddInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>(),
  id: id<CommentId>().optional(),
  body,
  ...writeFields,
});
export type CommentAddInput = z.output<typeof commentAddInput>;

/** Oldest first. */
export const commentListInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>(),
  ...pageFields(100, 50),
});
export type CommentListInput = z.output<typeof commentListInput>;
export const commentListOutput = pageOf(commentOutput);

const commentRef = { ...inWorkspace, commentId: id<CommentId>() };

export const commentUpdateInput = z.strictObject({
  ...commentRef,
  set: z.strictObject({ body: body.optional() }),
  ...editFields,
});
export type CommentUpdateInput = z.output<typeof commentUpdateInput>;

export const commentDeleteInput = z.strictObject({ ...commentRef, ...editFields });
export type CommentDeleteInput = z.output<typeof commentDeleteInput>;
export const commentDeleteOutput = z.object({
  id: outId<CommentId>(),
  deletedAt: z.string(),
  version: z.int(),
});
