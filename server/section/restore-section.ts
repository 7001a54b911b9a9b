import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applySection } from './apply-section.ts';
import { sectionOutputOf } from './rows.ts';
import type { SectionOutput, SectionRestoreInput } from './schema.ts';
import { getSectionForUpdate } from './scope.ts';

/** Brings a deleted section back with the tasks in it, where it stood or right after who stands there now. */
export async function restoreSection(ctx: Ctx, input: SectionRestoreInput): Promise<SectionOutput> {
  return write(ctx, { action: 'section.restore', input, guard: membership }, async (w, record) => {
    const row = await getSectionForUpdate(w, input.sectionId, { ...input, deleted: true });
    const edit = { row, type: 'section.restored', patch: { deletedAt: null } } as const;
    return sectionOutputOf(await applySection(w, record, edit));
  });
}
