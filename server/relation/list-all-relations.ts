import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { relations } from '../../db/schema/tasks.ts';
import { proveMember } from '../auth/membership.ts';
import type { RelationId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Page } from '../platform/page.ts';
import { relationColumns } from './rows.ts';
import type { RelationOutput } from './schema.ts';
import { endVisible } from './scope.ts';

type Asked = { workspaceId: WorkspaceId; limit: number; cursor?: string | undefined };

/**
 * One keyset page of the relations of a workspace both tasks of which the caller sees, each once. For the server
 * itself: the cursor is the id of the last one, and is not sealed.
 */
export async function listAllRelations(
  ctx: Ctx,
  { workspaceId, limit, cursor }: Asked,
): Promise<Page<RelationOutput>> {
  const member = await proveMember(ctx, workspaceId, 'relation.list');
  const isEndSeen = (taskId: typeof relations.fromTaskId | typeof relations.toTaskId) =>
    endVisible(member, { workspaceId: sql`${relations.workspaceId}`, taskId: sql`${taskId}` });
  const items = await ctx.db
    .select(relationColumns)
    .from(relations)
    .where(
      and(
        eq(relations.workspaceId, workspaceId),
        cursor === undefined ? undefined : gt(relations.id, cursor as RelationId),
        isEndSeen(relations.fromTaskId),
        isEndSeen(relations.toTaskId),
      ),
    )
    .orderBy(asc(relations.id))
    .limit(limit);
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, nextCursor: last?.id ?? null };
}
