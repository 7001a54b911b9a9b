import { and, eq, isNull, sql } from 'drizzle-orm';
import { attachments } from '../../db/schema/attachments.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { countAttachedBytes } from './count-attached-bytes.ts';
import { mostOnTask } from './schema.ts';

/**
 * Refuses a file for which there is no room: in itself, on its task, or in its workspace. Asked under the workspace's
 * lock, so that two files at once cannot pass together.
 * @throws PAYLOAD_TOO_LARGE with the numbers
 */
export async function requireSpace(
  ctx: Ctx,
  member: Member,
  { taskId, size }: { taskId: TaskId; size: number },
): Promise<void> {
  const most = ctx.runtime.env.filesMost;
  if (size > most.file)
    throw tooLarge(`A file has ${most.file} bytes at most; this one has ${size}.`);
  const used = await countAttachedBytes(ctx, member);
  if (used + size > most.workspace)
    throw tooLarge(
      `The files of this workspace have ${most.workspace} bytes at most; ${Math.max(0, most.workspace - used)} are left, and this one has ${size}.`,
    );
  const [row] = await ctx.db
    .select({ files: sql<number>`count(*)::int` })
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, member.workspaceId),
        eq(attachments.taskId, taskId),
        isNull(attachments.deletedAt),
      ),
    );
  if ((row?.files ?? 0) >= mostOnTask) throw tooLarge(`A task has ${mostOnTask} files at most.`);
}

const tooLarge = (message: string) => new CairnError('PAYLOAD_TOO_LARGE', message);
