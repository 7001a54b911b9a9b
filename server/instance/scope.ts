import { instanceSettings } from '../../db/schema/accounts.ts';
import type { Ctx } from '../platform/context.ts';
import type { InstanceOutput } from './schema.ts';

export type Settings = Pick<InstanceOutput, 'name' | 'signUp'>;

/** What an administrator has set, or how it is before anyone has. */
export async function getSettings(ctx: Ctx): Promise<Settings> {
  const [row] = await ctx.db
    .select({ name: instanceSettings.name, signUp: instanceSettings.signUp })
    .from(instanceSettings);
  return row ?? { name: 'Cairn', signUp: 'open' };
}
