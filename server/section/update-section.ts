import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applySection } from './apply-section.ts';
import { sectionOutputOf } from './rows.ts';
import type { SectionOutput, SectionUpdateInput } from './schema.ts';
import { getSectionForUpdate } from './scope.ts';

/** Changes only the named fields. */
export async function updateSection(ctx: Ctx, input: SectionUpdateInput): Promise<SectionOutput> {
  return write(ctx, { action: 'section.update', input, guard: membership }, async (w, record) => {
    const row = await getSectionForUpdate(w, input.sectionId, input);
    const edit = { row, type: 'section.updated', patch: input.set } as const;
    return sectionOutputOf(await applySection(w, record, edit));
  });
}
