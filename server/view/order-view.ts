import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { savedViews } from '../../db/schema/views.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ViewId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import { badField } from '../platform/errors.ts';
import { viewVisible } from './scope.ts';

/** Which view goes where; `id` is left out where it stands now. */
type Placing = { id: ViewId; before?: ViewId | undefined; after?: ViewId | undefined };

/**
 * An order key right before or after a view that the member sees; the last of the workspace when neither is named.
 * Keys are of all views, seen or not, so that each person's are in one order with those of others.
 */
export async function orderView(w: WriteCtx, placing: Placing): Promise<string> {
  const { before, after } = placing;
  if (before && after) throw badField(['before'], 'send before or after, not both');
  if (before) {
    const next = await orderOf(w, placing, { field: 'before', viewId: before });
    const side = lt(savedViews.order, next);
    return rankBetween(await nearest(w, placing, { side, last: true }), next);
  }
  if (after) {
    const previous = await orderOf(w, placing, { field: 'after', viewId: after });
    const side = gt(savedViews.order, previous);
    return rankBetween(previous, await nearest(w, placing, { side }));
  }
  return rankBetween(await nearest(w, placing, { last: true }), null);
}

type Named = { field: string; viewId: ViewId };

async function orderOf(w: WriteCtx, { id }: Placing, { field, viewId }: Named): Promise<string> {
  if (viewId === id) throw badField([field], 'is the view itself');
  const [row] = await w.db
    .select({ order: savedViews.order })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, w.member.workspaceId),
        eq(savedViews.id, viewId),
        isNull(savedViews.deletedAt),
        viewVisible(w.member),
      ),
    );
  if (!row) throw badField([field], 'is not a view that you see');
  return row.order;
}

type Nearest = { side?: SQL; last?: boolean };

async function nearest(
  w: WriteCtx,
  { id }: Placing,
  { side, last }: Nearest,
): Promise<string | null> {
  const [row] = await w.db
    .select({ order: savedViews.order })
    .from(savedViews)
    .where(and(eq(savedViews.workspaceId, w.member.workspaceId), ne(savedViews.id, id), side))
    .orderBy(last ? desc(savedViews.order) : savedViews.order)
    .limit(1);
  return row?.order ?? null;
}
