import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { InviteListInput, InviteOutput } from './schema.ts';
import { listOpenInvites } from './scope.ts';

/** The invites that can still be accepted, newest first, without their secrets. */
export async function listInvites(
  ctx: Ctx,
  input: InviteListInput,
): Promise<{ items: InviteOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'invite.list');
  return { items: await listOpenInvites(ctx, member) };
}
