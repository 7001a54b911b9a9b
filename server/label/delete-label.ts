import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyLabel } from './apply-label.ts';
import type { LabelDeleteInput, labelDeleteOutput } from './schema.ts';
import { getLabelForUpdate } from './scope.ts';

/** Deletes a label. Tasks show it no more, and again when that is undone. */
export async function deleteLabel(
  ctx: Ctx,
  input: LabelDeleteInput,
): Promise<z.output<typeof labelDeleteOutput>> {
  return write(ctx, { action: 'label.delete', input, guard: membership }, async (w, record) => {
    const row = await getLabelForUpdate(w, input.labelId, input);
    const edit = { row, type: 'label.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applyLabel(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}
