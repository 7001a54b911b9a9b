import { instanceSettings } from '../../db/schema/accounts.ts';
import { proveAdministrator } from '../auth/account.ts';
import { difference } from '../changes/difference.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { getInstance } from './get-instance.ts';
import { lockInstance } from './lock-instance.ts';
import type { InstanceOutput, InstanceUpdateInput } from './schema.ts';
import { getSettings } from './scope.ts';

/** Changes only the named settings of the instance. */
export async function updateInstance(
  ctx: Ctx,
  input: InstanceUpdateInput,
): Promise<InstanceOutput> {
  const writing = { action: 'instance.update', input, guard: proveAdministrator } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    await lockInstance(w);
    const changed = difference(await getSettings(w), input.set);
    if (changed) {
      audit('instance.update', changed);
      await w.db.update(instanceSettings).set(input.set);
    }
    return getInstance(w);
  });
}
