import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { attachments } from '../../db/schema/attachments.ts';
import { proveMember } from '../auth/membership.ts';
import { storedInstant } from '../domain/fields.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import { getTaskRow } from '../task/scope.ts';
import { countRoom } from './count-room.ts';
import { attachmentColumns, attachmentOutputOf } from './rows.ts';
import type { AttachmentListInput, AttachmentListOutput } from './schema.ts';
import { commentLives } from './scope.ts';

const cursorShape = z.tuple([storedInstant, z.uuid()]);
const cursors = cursorsOf('attachment.list');

/** One keyset page of the files of a task and of its comments, oldest first, and what room there is for more. */
export async function listAttachments(
  ctx: Ctx,
  input: AttachmentListInput,
): Promise<AttachmentListOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'attachment.list');
  const task = await getTaskRow(ctx, member, input.taskId);
  const rows = await ctx.db
    .select(attachmentColumns)
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, member.workspaceId),
        eq(attachments.taskId, task.id),
        isNull(attachments.deletedAt),
        commentLives,
        afterAttachment(ctx, input.cursor),
      ),
    )
    .orderBy(attachments.createdAt, attachments.id)
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map(attachmentOutputOf);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? cursors.seal(ctx, [last.createdAt, last.id]) : null,
    room: await countRoom(ctx, member),
  };
}

function afterAttachment(ctx: Ctx, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${attachments.createdAt}, ${attachments.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
}
