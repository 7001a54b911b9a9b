import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { listSections } from '../section/list-sections.ts';
import { moveSection } from '../section/move-section.ts';
import { restoreSection } from '../section/restore-section.ts';
import { updateSection } from '../section/update-section.ts';
import * as schema from '../section/schema.ts';
import { procedure, router } from './ladder.ts';

export const sectionRouter = router({
  create: procedure('section.create')
    .input(schema.sectionCreateInput)
    .output(schema.sectionOutput)
    .mutation(({ ctx, input }) => createSection(ctx, input)),
  list: procedure('section.list')
    .input(schema.sectionListInput)
    .output(schema.sectionListOutput)
    .query(({ ctx, input }) => listSections(ctx, input)),
  update: procedure('section.update')
    .input(schema.sectionUpdateInput)
    .output(schema.sectionOutput)
    .mutation(({ ctx, input }) => updateSection(ctx, input)),
  move: procedure('section.move')
    .input(schema.sectionMoveInput)
    .output(schema.sectionOutput)
    .mutation(({ ctx, input }) => moveSection(ctx, input)),
  delete: procedure('section.delete')
    .input(schema.sectionDeleteInput)
    .output(schema.sectionDeleteOutput)
    .mutation(({ ctx, input }) => deleteSection(ctx, input)),
  restore: procedure('section.restore')
    .input(schema.sectionRestoreInput)
    .output(schema.sectionOutput)
    .mutation(({ ctx, input }) => restoreSection(ctx, input)),
});
