import { attachments } from '../../db/schema/attachments.ts';
import type { ProjectRight } from '../domain/enums.ts';
import type { FileId, ProjectId } from '../domain/ids.ts';
import { mostPreviewed } from './schema.ts';
import type { AttachmentOutput } from './schema.ts';

/** What an answer needs of `attachments`, and where the bytes are. */
export const attachmentColumns = {
  id: attachments.id,
  workspaceId: attachments.workspaceId,
  taskId: attachments.taskId,
  commentId: attachments.commentId,
  fileId: attachments.fileId,
  name: attachments.name,
  size: attachments.size,
  imageType: attachments.imageType,
  width: attachments.width,
  height: attachments.height,
  createdBy: attachments.createdBy,
  version: attachments.version,
  createdAt: attachments.createdAt,
  updatedAt: attachments.updatedAt,
};

type Columns = Omit<AttachmentOutput, 'image'> & {
  fileId: FileId;
  imageType: NonNullable<AttachmentOutput['image']>['type'] | null;
  width: number | null;
  height: number | null;
};

/** An attachment with the project that its task is in, and what the member may do there. */
export type AttachmentRow = Columns & {
  projectId: ProjectId;
  right: ProjectRight;
  deletedAt: string | null;
};

/** A row as callers see it: neither where its bytes are nor what they hash to. */
export function attachmentOutputOf(row: Columns): AttachmentOutput {
  const { imageType: type, width, height, size } = row;
  const isShown =
    size <= mostPreviewed.bytes && (width ?? 0) * (height ?? 0) <= mostPreviewed.pixels;
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    taskId: row.taskId,
    commentId: row.commentId,
    name: row.name,
    size,
    image: type && width && height ? { type, width, height, shown: isShown } : null,
    createdBy: row.createdBy,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
