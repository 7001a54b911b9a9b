import { and, eq, gte, isNull, ne } from 'drizzle-orm';
import { savedViews } from '../../db/schema/views.ts';
import type { WriteCtx } from '../changes/write.ts';
import { rankBetween } from '../domain/rank.ts';
import type { ViewRow } from './rows.ts';

/** The order key that a view is to have, or the next free one where another has taken it since. */
export async function keepViewOrder(
  w: WriteCtx,
  { workspaceId, id, order }: Pick<ViewRow, 'workspaceId' | 'id' | 'order'>,
): Promise<string> {
  const [same, next] = await w.db
    .selectDistinct({ order: savedViews.order })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, workspaceId),
        isNull(savedViews.deletedAt),
        ne(savedViews.id, id),
        gte(savedViews.order, order),
      ),
    )
    .orderBy(savedViews.order)
    .limit(2);
  return same?.order === order ? rankBetween(order, next?.order ?? null) : order;
}
