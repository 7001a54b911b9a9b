import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applySection } from './apply-section.ts';
import type { SectionDeleteInput, sectionDeleteOutput } from './schema.ts';
import { getSectionForUpdate } from './scope.ts';

/** Deletes a section. Its tasks are hidden with it, and come back with it when that is undone. */
export async function deleteSection(
  ctx: Ctx,
  input: SectionDeleteInput,
): Promise<z.output<typeof sectionDeleteOutput>> {
  return write(ctx, { action: 'section.delete', input, guard: membership }, async (w, record) => {
    const row = await getSectionForUpdate(w, input.sectionId, input);
    const edit = { row, type: 'section.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applySection(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}
