import { createView } from '../view/create-view.ts';
import { deleteView } from '../view/delete-view.ts';
import { getView } from '../view/get-view.ts';
import { listViews } from '../view/list-views.ts';
import { restoreView } from '../view/restore-view.ts';
import { updateView } from '../view/update-view.ts';
import * as schema from '../view/schema.ts';
import { procedure, router } from './ladder.ts';

export const viewRouter = router({
  create: procedure('view.create')
    .input(schema.viewCreateInput)
    .output(schema.viewOutput)
    .mutation(({ ctx, input }) => createView(ctx, input)),
  list: procedure('view.list')
    .input(schema.viewListInput)
    .output(schema.viewListOutput)
    .query(({ ctx, input }) => listViews(ctx, input)),
  get: procedure('view.get')
    .input(schema.viewGetInput)
    .output(schema.viewOutput)
    .query(({ ctx, input }) => getView(ctx, input)),
  update: procedure('view.update')
    .input(schema.viewUpdateInput)
    .output(schema.viewOutput)
    .mutation(({ ctx, input }) => updateView(ctx, input)),
  delete: procedure('view.delete')
    .input(schema.viewDeleteInput)
    .output(schema.viewDeleteOutput)
    .mutation(({ ctx, input }) => deleteView(ctx, input)),
  restore: procedure('view.restore')
    .input(schema.viewRestoreInput)
    .output(schema.viewOutput)
    .mutation(({ ctx, input }) => restoreView(ctx, input)),
});
