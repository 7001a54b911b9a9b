import { and, eq, isNull, sql } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { labelColumns } from './rows.ts';
import type { LabelListInput, LabelOutput } from './schema.ts';
import { labelKnown } from './scope.ts';

/** The workspace's labels by name; for a guest those used in projects that they see. */
export async function listLabels(
  ctx: Ctx,
  input: LabelListInput,
): Promise<{ items: LabelOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'label.list');
  const items = await ctx.db
    .select(labelColumns)
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, member.workspaceId),
        isNull(labels.deletedAt),
        labelKnown(member, sql`${labels.id}`),
      ),
    )
    .orderBy(labels.nameFolded, labels.id);
  return { items };
}
