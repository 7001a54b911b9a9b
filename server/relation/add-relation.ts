import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { relateTasks } from './relate-tasks.ts';
import type { RelationAddInput, RelationOutput } from './schema.ts';

/**
 * Says what one task is to another: it blocks it, duplicates it, or relates to it. One that is there already is
 * answered as it is.
 * @throws BAD_REQUEST naming a field for a task and itself, for what would lead back to the first, for too many
 */
export async function addRelation(ctx: Ctx, input: RelationAddInput): Promise<RelationOutput> {
  return write(ctx, { action: 'relation.add', input, guard: membership }, (w, record) =>
    relateTasks(w, record, input),
  );
}
