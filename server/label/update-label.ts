import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyLabel } from './apply-label.ts';
import { labelOutputOf } from './rows.ts';
import type { LabelOutput, LabelUpdateInput } from './schema.ts';
import { getLabelForUpdate } from './scope.ts';

/**
 * Changes only the named fields.
 * @throws CONFLICT naming `name` when another label has it
 */
export async function updateLabel(ctx: Ctx, input: LabelUpdateInput): Promise<LabelOutput> {
  return write(ctx, { action: 'label.update', input, guard: membership }, async (w, record) => {
    const row = await getLabelForUpdate(w, input.labelId, input);
    const edit = { row, type: 'label.updated', patch: input.set } as const;
    return labelOutputOf(await applyLabel(w, record, edit));
  });
}
