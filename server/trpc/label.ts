import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { listLabels } from '../label/list-labels.ts';
import { restoreLabel } from '../label/restore-label.ts';
import { updateLabel } from '../label/update-label.ts';
import * as schema from '../label/schema.ts';
import { procedure, router } from './ladder.ts';

export const labelRouter = router({
  create: procedure('label.create')
    .input(schema.labelCreateInput)
    .output(schema.labelOutput)
    .mutation(({ ctx, input }) => createLabel(ctx, input)),
  list: procedure('label.list')
    .input(schema.labelListInput)
    .output(schema.labelListOutput)
    .query(({ ctx, input }) => listLabels(ctx, input)),
  update: procedure('label.update')
    .input(schema.labelUpdateInput)
    .output(schema.labelOutput)
    .mutation(({ ctx, input }) => updateLabel(ctx, input)),
  delete: procedure('label.delete')
    .input(schema.labelDeleteInput)
    .output(schema.labelDeleteOutput)
    .mutation(({ ctx, input }) => deleteLabel(ctx, input)),
  restore: procedure('label.restore')
    .input(schema.labelRestoreInput)
    .output(schema.labelOutput)
    .mutation(({ ctx, input }) => restoreLabel(ctx, input)),
});
