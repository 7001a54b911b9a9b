import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyView } from './apply-view.ts';
import { viewOutputOf } from './rows.ts';
import type { ViewOutput, ViewRestoreInput } from './schema.ts';
import { getViewForUpdate } from './scope.ts';

/** Brings a deleted view back where it stood. */
export async function restoreView(ctx: Ctx, input: ViewRestoreInput): Promise<ViewOutput> {
  return write(ctx, { action: 'view.restore', input, guard: membership }, async (w, record) => {
    const row = await getViewForUpdate(w, input.viewId, { ...input, deleted: true });
    const edit = { row, type: 'view.restored', patch: { deletedAt: null } } as const;
    return viewOutputOf(await applyView(w, record, edit));
  });
}
