import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { keepPurging } from './keep-purging.ts';
import { markPurged } from './mark-purged.ts';
import type { TrashPurgeInput, TrashPurgeOutput } from './schema.ts';
import { getTrashForUpdate } from './scope.ts';
import { stepPurge } from './step-purge.ts';

/**
 * Deletes what lies in the trash for ever, with all that hangs below it: gone from sight at once, what is large from
 * the tables step by step afterwards. Cannot be undone.
 * @throws FORBIDDEN for what another deleted, unless the caller is an owner or admin
 */
export async function purgeTrash(ctx: Ctx, input: TrashPurgeInput): Promise<TrashPurgeOutput> {
  const answer = await write(
    ctx,
    { action: 'trash.purge', input, guard: membership },
    async (w, record) => {
      const root = await getTrashForUpdate(w, input);
      await markPurged(w, record, [root]);
      await stepPurge(w, record, root);
      return { purged: 1 };
    },
  );
  keepPurging(ctx.runtime);
  return answer;
}
