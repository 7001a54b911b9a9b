import { membership, proveMember } from '../auth/membership.ts';
import { storedAnswer } from '../changes/replay.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { getTrashPlace } from './get-trash-place.ts';
import { keepPurging } from './keep-purging.ts';
import { markPurged } from './mark-purged.ts';
import type { TrashPart, TrashPlace } from './rows.ts';
import type { TrashEmptyInput, TrashPurgeOutput } from './schema.ts';
import { listTrashForUpdate } from './scope.ts';
import { stepPurge } from './step-purge.ts';

const action = 'trash.empty';
/** So many things are taken out of sight in one transaction. */
const atOnce = 100;
/** So many are also removed in it: few are gone when the answer comes, many are left to the work in the background. */
const fewEnough = 5;

/**
 * Deletes for ever all in the trash that the caller may purge. A long trash goes in several transactions, each for
 * the part after the last, oldest first; only the last remembers the `opId`, so a call that broke off goes on where
 * it stopped. Cannot be undone.
 */
export async function emptyTrash(ctx: Ctx, input: TrashEmptyInput): Promise<TrashPurgeOutput> {
  const { userId } = await proveMember(ctx, input.workspaceId, action);
  const { workspaceId, until, opId } = input;
  let [done, after] = [0, null as TrashPlace | null];
  const isRepeated = opId && (await storedAnswer(ctx, userId, { opId, action, input }));
  while (!isRepeated) {
    const through = await getTrashPlace(ctx, input, { part: { until, after }, most: atOnce + 1 });
    if (through === null) break;
    done += (await emptyPart(ctx, { workspaceId }, { part: { until, after, through } })).purged;
    after = through;
    keepPurging(ctx.runtime);
  }
  const answer = await emptyPart(ctx, input, { part: { until, after }, done });
  keepPurging(ctx.runtime);
  return answer;
}

type Part = { part: TrashPart; done?: number };

function emptyPart(
  ctx: Ctx,
  input: TrashEmptyInput,
  { part, done = 0 }: Part,
): Promise<TrashPurgeOutput> {
  return write(ctx, { action, input, guard: membership }, async (w, record) => {
    const roots = await listTrashForUpdate(w, { part, most: atOnce + 1 });
    await markPurged(w, record, roots);
    for (const root of roots.length > fewEnough ? [] : roots) await stepPurge(w, record, root);
    return { purged: done + roots.length };
  });
}
