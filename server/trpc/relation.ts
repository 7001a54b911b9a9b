import { addRelation } from '../relation/add-relation.ts';
import { listRelations } from '../relation/list-relations.ts';
import { removeRelation } from '../relation/remove-relation.ts';
import * as schema from '../relation/schema.ts';
import { procedure, router } from './ladder.ts';

export const relationRouter = router({
  add: procedure('relation.add')
    .input(schema.relationAddInput)
    .output(schema.relationOutput)
    .mutation(({ ctx, input }) => addRelation(ctx, input)),
  remove: procedure('relation.remove')
    .input(schema.relationRemoveInput)
    .output(schema.relationRemoveOutput)
    .mutation(({ ctx, input }) => removeRelation(ctx, input)),
  list: procedure('relation.list')
    .input(schema.relationListInput)
    .output(schema.relationListOutput)
    .query(({ ctx, input }) => listRelations(ctx, input)),
});
