import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyView } from './apply-view.ts';
import type { ViewDeleteInput, viewDeleteOutput } from './schema.ts';
import { getViewForUpdate } from './scope.ts';

/** Deletes a view. The tasks that it showed are as they were. */
export async function deleteView(
  ctx: Ctx,
  input: ViewDeleteInput,
): Promise<z.output<typeof viewDeleteOutput>> {
  return write(ctx, { action: 'view.delete', input, guard: membership }, async (w, record) => {
    const row = await getViewForUpdate(w, input.viewId, input);
    const edit = { row, type: 'view.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applyView(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}
