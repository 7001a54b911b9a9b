import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { attachments } from '../../db/schema/attachments.ts';
import { tasks } from '../../db/schema/tasks.ts';
import { comments } from '../../db/schema/trail.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { AttachmentId, CommentId, TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { requireRight, rightOnProject } from '../project/scope.ts';
import type { ForUpdate } from '../project/scope.ts';
import { getTaskForUpdate, projectOfTask, taskVisible } from '../task/scope.ts';
import { mayChangeAttachment } from './policy.ts';
import { attachmentColumns, attachmentOutputOf } from './rows.ts';
import type { AttachmentRow } from './rows.ts';

/** SQL: true unless the comment is deleted on which the row of `attachments` in the same query hangs. */
export const commentLives: SQL | undefined = or(
  isNull(attachments.commentId),
  sql`EXISTS (SELECT 1 FROM comments c WHERE c.workspace_id = ${attachments.workspaceId}
    AND c.id = ${attachments.commentId} AND c.deleted_at IS NULL)`,
);

async function findAttachment(
  ctx: Ctx,
  member: Member,
  attachmentId: AttachmentId,
): Promise<AttachmentRow | undefined> {
  const [found] = await ctx.db
    .select({
      ...attachmentColumns,
      projectId: tasks.projectId,
      deletedAt: attachments.deletedAt,
      right: rightOnProject(member),
    })
    .from(attachments)
    .innerJoin(
      tasks,
      and(eq(tasks.workspaceId, attachments.workspaceId), eq(tasks.id, attachments.taskId)),
    )
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(attachments.workspaceId, member.workspaceId),
        eq(attachments.id, attachmentId),
        isNull(tasks.deletedAt),
        commentLives,
        taskVisible(member),
      ),
    );
  return found?.right ? { ...found, right: found.right } : undefined;
}

/** An attachment of a task that the member sees, or NOT_FOUND. */
export async function getAttachmentRow(
  ctx: Ctx,
  member: Member,
  attachmentId: AttachmentId,
): Promise<AttachmentRow> {
  const row = await findAttachment(ctx, member, attachmentId);
  if (!row || row.deletedAt !== null) throw notFound('attachment');
  return row;
}

/**
 * An attachment of a task that the member sees, on whose project they have the right that the running action needs.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getAttachmentForUpdate(
  ctx: WriteCtx,
  attachmentId: AttachmentId,
  options: ForUpdate = {},
): Promise<AttachmentRow> {
  const row = await findAttachment(ctx, ctx.member, attachmentId);
  if (!row || (row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('attachment');
  requireRight(ctx, row.right);
  const current = attachmentOutputOf(row);
  expectVersion(row, { what: 'attachment', version: options.expectedVersion, current });
  return row;
}

/**
 * The task on which a file is to hang, or on whose comment.
 * @throws NOT_FOUND, FORBIDDEN for another's comment and for those who may only comment
 */
export async function getPlaceForUpdate(
  ctx: WriteCtx,
  { taskId, commentId = null }: { taskId: TaskId; commentId?: CommentId | null | undefined },
) {
  const task = await getTaskForUpdate(ctx, taskId);
  const createdBy = commentId === null ? null : await getAuthor(ctx, { taskId, commentId });
  const who = { ...ctx.member, right: task.right ?? 'read' };
  if (mayChangeAttachment(who, { commentId, createdBy })) return task;
  throw forbidden(
    commentId === null
      ? `This takes the right to write in the project; you may ${who.right}.`
      : 'This comment is another’s.',
  );
}

async function getAuthor(ctx: WriteCtx, at: { taskId: TaskId; commentId: CommentId }) {
  const [comment] = await ctx.db
    .select({ createdBy: comments.createdBy })
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, ctx.member.workspaceId),
        eq(comments.id, at.commentId),
        eq(comments.taskId, at.taskId),
        isNull(comments.deletedAt),
      ),
    );
  if (!comment) throw notFound('comment');
  return comment.createdBy;
}
