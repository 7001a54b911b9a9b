import { listChangeGroups } from '../change/list-change-groups.ts';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import * as schema from '../change/schema.ts';
import { procedure, router } from './ladder.ts';

export const changeRouter = router({
  list: procedure('change.list')
    .input(schema.changeListInput)
    .output(schema.changeListOutput)
    .query(({ ctx, input }) => listChanges(ctx, input)),
  listGroups: procedure('change.listGroups')
    .input(schema.changeListGroupsInput)
    .output(schema.changeListGroupsOutput)
    .query(({ ctx, input }) => listChangeGroups(ctx, input)),
  undo: procedure('change.undo')
    .input(schema.changeUndoInput)
    .output(schema.changeUndoOutput)
    .mutation(({ ctx, input }) => undoChange(ctx, input)),
});
