import type { Reverted } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { RelationId } from '../domain/ids.ts';
import { getEnds } from './get-ends.ts';
import { relateTasks } from './relate-tasks.ts';
import type { Ends } from '../domain/relations.ts';
import { getRelationForUpdate } from './scope.ts';
import { unrelateTasks } from './unrelate-tasks.ts';

/** Takes a change of a relation back: removes what was added, adds what was removed, by the rules of now. */
export async function revertRelation(w: WriteCtx, change: Change): Promise<Reverted> {
  const id = change.entityId as RelationId;
  const action = change.type === 'relation.added' ? 'relation.remove' : 'relation.add';
  return write(w, { action, input: w.member, guard: w.guard }, async (inner, record) => {
    if (action === 'relation.add') await relateTasks(inner, record, { ...endsOf(change), id });
    else {
      const row = await getRelationForUpdate(inner, id);
      await unrelateTasks(inner, record, { row, ...(await getEnds(inner, row)) });
    }
    return { applied: ['deletedAt'], stale: [] };
  });
}

/** What was recorded when it was removed. */
const endsOf = ({ before }: Change): Ends => before as Ends;
