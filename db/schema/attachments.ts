import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { imageTypes } from '../../server/domain/enums.ts';
import type { AttachmentId, CommentId, FileId, TaskId } from '../../server/domain/ids.ts';
import { bytes, createdAt, idColumn, instant, tenant, updatedAt } from '../columns.ts';
import { tasks } from './tasks.ts';
import { comments } from './trail.ts';
import { authorship, workspaces } from './workspaces.ts';

export const imageTypeEnum = pgEnum('image_type', imageTypes);

/** Files on tasks, or on comments of tasks. The bytes lie in the file store, under `(workspace_id, file_id)`. */
export const attachments = pgTable(
  'attachments',
  {
    workspaceId: tenant(),
    id: idColumn<AttachmentId>('id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    commentId: idColumn<CommentId>('comment_id'),
    fileId: idColumn<FileId>('file_id').notNull(),
    name: text('name').notNull(),
    /** Bytes, as they were counted. */
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: bytes('sha256').notNull(),
    /** What the bytes themselves say they are; null where they are no picture that a browser may show. */
    imageType: imageTypeEnum('image_type'),
    width: integer('width'),
    height: integer('height'),
    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('attachments_file').on(t.workspaceId, t.fileId),
    uniqueIndex('attachments_source').on(t.workspaceId, t.source, t.sourceId),
    index('attachments_task').on(t.workspaceId, t.taskId, t.createdAt, t.id),
    index('attachments_comment')
      .on(t.workspaceId, t.commentId)
      .where(sql`comment_id IS NOT NULL`),
    // Holds all that adding up a workspace's bytes reads.
    index('attachments_size').on(t.workspaceId, t.size),
    foreignKey({
      name: 'attachments_task_fk',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      name: 'attachments_comment_fk',
      columns: [t.workspaceId, t.commentId],
      foreignColumns: [comments.workspaceId, comments.id],
    }),
    check('attachments_size_range', sql`${t.size} > 0`),
    check(
      'attachments_image',
      sql`(${t.imageType} IS NULL) = (${t.width} IS NULL) AND (${t.width} IS NULL) = (${t.height} IS NULL)`,
    ),
    check('attachments_image_range', sql`${t.width} > 0 AND ${t.height} > 0`),
  ],
);

/**
 * Bytes that go when their time has come, unless what claimed them took the row away before: those of attachments
 * that were purged, and those that were stored for a row that is not written yet.
 */
export const fileDeletions = pgTable(
  'file_deletions',
  {
    workspaceId: tenant(),
    fileId: idColumn<FileId>('file_id').notNull(),
    dueAt: instant('due_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.fileId] }),
    index('file_deletions_due').on(t.dueAt),
    foreignKey({
      name: 'file_deletions_workspace',
      columns: [t.workspaceId],
      foreignColumns: [workspaces.id],
    }),
  ],
);
