import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { badField } from '../platform/errors.ts';
import { applySection } from './apply-section.ts';
import { orderSection } from './order-section.ts';
import { sectionOutputOf } from './rows.ts';
import type { SectionMoveInput, SectionOutput } from './schema.ts';
import { getSectionForUpdate } from './scope.ts';

/** Puts a section right before or after another of its project, or last. */
export async function moveSection(ctx: Ctx, input: SectionMoveInput): Promise<SectionOutput> {
  return write(ctx, { action: 'section.move', input, guard: membership }, async (w, record) => {
    const row = await getSectionForUpdate(w, input.sectionId, input);
    if (input.before === row.id || input.after === row.id) {
      throw badField([input.before ? 'before' : 'after'], 'is the section itself');
    }
    const order = await orderSection(w, row.projectId, input);
    const edit = { row, type: 'section.moved', patch: { order } } as const;
    return sectionOutputOf(await applySection(w, record, edit));
  });
}
