import { membership } from '../auth/membership.ts';
import type { Record } from '../changes/record.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyView } from './apply-view.ts';
import type { ViewPatch } from './apply-view.ts';
import { orderView } from './order-view.ts';
import { requireFilter } from './require-filter.ts';
import { requireSharing } from './require-sharing.ts';
import { viewOutputOf } from './rows.ts';
import type { ViewRow } from './rows.ts';
import type { ViewOutput, ViewUpdateInput } from './schema.ts';
import { getViewForUpdate } from './scope.ts';

/**
 * Changes only the named fields, and puts it elsewhere among the views where that is asked for.
 * @throws BAD_REQUEST naming `set.filter` where it cannot be read; FORBIDDEN to whoever may not share it, or not hide it
 */
export async function updateView(ctx: Ctx, input: ViewUpdateInput): Promise<ViewOutput> {
  return write(ctx, { action: 'view.update', input, guard: membership }, async (w, record) => {
    const row = await getViewForUpdate(w, input.viewId, input);
    const { isShared = row.isShared, ...set } = input.set;
    requireSharing(w, row, isShared);
    if (set.filter !== undefined) await requireFilter(w, set.filter, ['set', 'filter']);
    const isPlaced = input.before !== undefined || input.after !== undefined;
    const order = isPlaced ? { order: await orderView(w, { ...input, id: row.id }) } : {};
    return viewOutputOf(
      await applyBoth(w, record, { row, isShared, fields: { ...set, ...order } }),
    );
  });
}

type Both = { row: ViewRow; isShared: boolean; fields: ViewPatch };

/** Sharing is a change of its own. What else changes is told to those alone who see the view on its private side. */
async function applyBoth(w: WriteCtx, record: Record, both: Both): Promise<ViewRow> {
  const { row, isShared, fields } = both;
  const type = isShared ? 'view.shared' : 'view.unshared';
  const share = (from: ViewRow) => applyView(w, record, { row: from, type, patch: { isShared } });
  const change = (from: ViewRow) =>
    applyView(w, record, { row: from, type: 'view.updated', patch: fields });
  return row.isShared && !isShared ? change(await share(row)) : share(await change(row));
}
