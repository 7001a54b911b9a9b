import { emptyTrash } from '../trash/empty-trash.ts';
import { listTrash } from '../trash/list-trash.ts';
import { purgeTrash } from '../trash/purge-trash.ts';
import * as schema from '../trash/schema.ts';
import { procedure, router } from './ladder.ts';

export const trashRouter = router({
  list: procedure('trash.list')
    .input(schema.trashListInput)
    .output(schema.trashListOutput)
    .query(({ ctx, input }) => listTrash(ctx, input)),
  purge: procedure('trash.purge')
    .input(schema.trashPurgeInput)
    .output(schema.trashPurgeOutput)
    .mutation(({ ctx, input }) => purgeTrash(ctx, input)),
  empty: procedure('trash.empty')
    .input(schema.trashEmptyInput)
    .output(schema.trashPurgeOutput)
    .mutation(({ ctx, input }) => emptyTrash(ctx, input)),
});
