import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { comments } from '../../db/schema/trail.ts';
import { proveMember } from '../auth/membership.ts';
import { storedInstant } from '../domain/fields.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { getTaskRow } from '../task/scope.ts';
import { commentColumns } from './rows.ts';
import type { CommentListInput, CommentOutput } from './schema.ts';

const cursorShape = z.tuple([storedInstant, z.uuid()]);
const cursors = cursorsOf('comment.list');

/** One keyset page of what was said about a task, oldest first. */
export async function listComments(
  ctx: Ctx,
  input: CommentListInput,
): Promise<Page<CommentOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'comment.list');
  const task = await getTaskRow(ctx, member, input.taskId);
  const rows = await ctx.db
    .select(commentColumns)
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, member.workspaceId),
        eq(comments.taskId, task.id),
        isNull(comments.deletedAt),
        afterComment(ctx, input.cursor),
      ),
    )
    .orderBy(comments.createdAt, comments.id)
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursors.seal(ctx, [last.createdAt, last.id]) : null };
}

function afterComment(ctx: Ctx, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${comments.createdAt}, ${comments.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
}
