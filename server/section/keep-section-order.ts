import { and, eq, gte, isNull, ne } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { rankBetween } from '../domain/rank.ts';
import type { SectionRow } from './rows.ts';

/** The order key that a section is to have, or the next free one where another has taken it since. */
export async function keepSectionOrder(
  w: WriteCtx,
  { workspaceId, projectId, id, order }: SectionRow,
): Promise<string> {
  const [same, next] = await w.db
    .selectDistinct({ order: sections.order })
    .from(sections)
    .where(
      and(
        eq(sections.workspaceId, workspaceId),
        eq(sections.projectId, projectId),
        isNull(sections.deletedAt),
        ne(sections.id, id),
        gte(sections.order, order),
      ),
    )
    .orderBy(sections.order)
    .limit(2);
  return same?.order === order ? rankBetween(order, next?.order ?? null) : order;
}
