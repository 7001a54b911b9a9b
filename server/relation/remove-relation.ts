import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { getEnds } from './get-ends.ts';
import { keptEnds } from '../domain/relations.ts';
import type { RelationRemoveInput, RelationRemoveOutput } from './schema.ts';
import { findRelation } from './scope.ts';
import { unrelateTasks } from './unrelate-tasks.ts';

/** Takes away what one task is to another. Where it is nothing of the kind, nothing happens. */
export async function removeRelation(
  ctx: Ctx,
  input: RelationRemoveInput,
): Promise<RelationRemoveOutput> {
  return write(ctx, { action: 'relation.remove', input, guard: membership }, async (w, record) => {
    const ends = keptEnds(input);
    const tasks = await getEnds(w, ends);
    const row = await findRelation(w, ends);
    if (row) await unrelateTasks(w, record, { row, ...tasks });
    return { id: row?.id ?? null, version: w.seq };
  });
}
