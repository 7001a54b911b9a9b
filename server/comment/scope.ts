import { and, eq } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { comments } from '../../db/schema/trail.ts';
import { projects } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { CommentId } from '../domain/ids.ts';
import { notFound } from '../platform/errors.ts';
import { requireRight, rightOnProject } from '../project/scope.ts';
import type { ForUpdate } from '../project/scope.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';
import { commentColumns, commentOutputOf } from './rows.ts';
import type { CommentRow } from './rows.ts';

/**
 * A comment on a task that the member sees, on whose project they have the right that the running action needs.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getCommentForUpdate(
  ctx: WriteCtx,
  commentId: CommentId,
  options: ForUpdate = {},
): Promise<CommentRow> {
  const [found] = await ctx.db
    .select({
      row: { ...commentColumns, projectId: tasks.projectId, deletedAt: comments.deletedAt },
      taskDeletedAt: tasks.deletedAt,
      right: rightOnProject(ctx.member),
    })
    .from(comments)
    .innerJoin(
      tasks,
      and(eq(tasks.workspaceId, comments.workspaceId), eq(tasks.id, comments.taskId)),
    )
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(comments.workspaceId, ctx.member.workspaceId),
        eq(comments.id, commentId),
        taskVisible(ctx.member),
      ),
    );
  if (!found?.right || found.taskDeletedAt) throw notFound('comment');
  if ((found.row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('comment');
  requireRight(ctx, found.right);
  const current = commentOutputOf(found.row);
  expectVersion(current, { what: 'comment', version: options.expectedVersion, current });
  return found.row;
}
