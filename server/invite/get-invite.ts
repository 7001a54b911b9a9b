import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { InviteGetInput, InviteGetOutput } from './schema.ts';
import { describeInvite } from './scope.ts';

/** What a link leads to, told to whoever has it, before they accept; or NOT_FOUND. */
export async function getInvite(ctx: Ctx, input: InviteGetInput): Promise<InviteGetOutput> {
  const invite = await describeInvite(ctx, input.secret);
  if (!invite) throw notFound('invite');
  return invite;
}
