import { savedViews } from '../../db/schema/views.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { ViewId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { chooseViewAudience } from './choose-view-audience.ts';
import { orderView } from './order-view.ts';
import { mayShareView } from './policy.ts';
import { requireFilter } from './require-filter.ts';
import { viewColumns } from './rows.ts';
import type { ViewCreateInput, ViewOutput } from './schema.ts';

/**
 * Saves a filter under a name: last among the views, or right before or after another.
 * @throws BAD_REQUEST naming `filter` where it cannot be read; FORBIDDEN to a guest who would share it
 */
export async function createView(ctx: Ctx, input: ViewCreateInput): Promise<ViewOutput> {
  return write(ctx, { action: 'view.create', input, guard: membership }, async (w, record) => {
    const { workspaceId, name, filter, layout, grouping, sort, isShared } = input;
    if (isShared && !mayShareView(w.member)) throw forbidden('Guests keep views to themselves.');
    await requireFilter(w, filter, ['filter']);
    const id = input.id ?? newId<ViewId>(w.runtime.clock);
    const order = await orderView(w, { ...input, id });
    const made = { name, filter, layout, grouping, sort, isShared, order };
    const createdBy = w.member.userId;
    const [view] = await w.db
      .insert(savedViews)
      .values({ workspaceId, id, ...made, createdBy, createdAt: w.now, updatedAt: w.now })
      .returning(viewColumns);
    if (!view) throw new Error('the new view was not returned');
    record({ type: 'view.created', entityId: id, ...chooseViewAudience(view), after: made });
    return view;
  });
}
