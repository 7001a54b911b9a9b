import { membership, proveMember } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { countTrash } from './count-trash.ts';
import { keepPurging } from './keep-purging.ts';
import { markPurged } from './mark-purged.ts';
import type { TrashEmptyInput, TrashPurgeOutput } from './schema.ts';
import { listTrashForUpdate } from './scope.ts';
import { stepPurge } from './step-purge.ts';

const action = 'trash.empty';
/** So many things are taken out of sight in one transaction. */
const atOnce = 200;
/** So many are also removed in it: few are gone when the answer comes, many are left to the work in the background. */
const fewEnough = 5;

/**
 * Deletes for ever all in the trash that the caller may purge. A long trash goes in several transactions; only the
 * last remembers the `opId`, so a call that broke off goes on where it stopped. Cannot be undone.
 */
export async function emptyTrash(ctx: Ctx, input: TrashEmptyInput): Promise<TrashPurgeOutput> {
  const member = await proveMember(ctx, input.workspaceId, action);
  const { workspaceId, until } = input;
  let left = await countTrash(ctx, member, until);
  let done = 0;
  for (; left > atOnce; left -= atOnce) {
    done += (await emptyPart(ctx, { workspaceId, until }, 0)).purged;
    keepPurging(ctx.runtime);
  }
  const answer = await emptyPart(ctx, input, done);
  keepPurging(ctx.runtime);
  return answer;
}

function emptyPart(ctx: Ctx, input: TrashEmptyInput, done: number): Promise<TrashPurgeOutput> {
  return write(ctx, { action, input, guard: membership }, async (w, record) => {
    const roots = await listTrashForUpdate(w, { until: input.until, most: atOnce });
    for (const root of roots) await markPurged(w, record, root);
    for (const root of roots.length > fewEnough ? [] : roots) await stepPurge(w, record, root);
    return { purged: done + roots.length };
  });
}
