import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyLabel } from './apply-label.ts';
import { labelOutputOf } from './rows.ts';
import type { LabelOutput, LabelRestoreInput } from './schema.ts';
import { getLabelForUpdate } from './scope.ts';

/**
 * Brings a deleted label back to the tasks that carried it.
 * @throws CONFLICT naming `name` where another label has taken its name since
 */
export async function restoreLabel(ctx: Ctx, input: LabelRestoreInput): Promise<LabelOutput> {
  return write(ctx, { action: 'label.restore', input, guard: membership }, async (w, record) => {
    const row = await getLabelForUpdate(w, input.labelId, { ...input, deleted: true });
    const edit = { row, type: 'label.restored', patch: { deletedAt: null } } as const;
    return labelOutputOf(await applyLabel(w, record, edit));
  });
}
