import { and, eq, inArray, isNull } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId } from '../domain/ids.ts';

/** Those of the given labels that are not deleted, in the order in which answers show them. */
export async function listLivingLabels(w: WriteCtx, labelIds: LabelId[]): Promise<LabelId[]> {
  const rows = await w.db
    .select({ id: labels.id })
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, w.member.workspaceId),
        inArray(labels.id, labelIds),
        isNull(labels.deletedAt),
      ),
    )
    .orderBy(labels.nameFolded, labels.id);
  return rows.map((row) => row.id);
}
