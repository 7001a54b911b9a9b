import { proveAccount } from '../auth/account.ts';
import { membership, signedIn } from '../auth/membership.ts';
import { hashSecret } from '../auth/secret.ts';
import { writeInvited } from '../changes/write-invited.ts';
import { settleMember } from '../member/settle-member.ts';
import type { Ctx } from '../platform/context.ts';
import { dropFirstStrangers } from '../task/drop-first-strangers.ts';
import { dropLeftStrangers } from '../task/drop-left-strangers.ts';
import type { WorkspaceOutput } from '../workspace/schema.ts';
import { getWorkspaceForUpdate } from '../workspace/scope.ts';
import { giveInvitedProject } from './give-invited-project.ts';
import type { InviteAcceptInput } from './schema.ts';
import { limitRefused } from './limit-refused.ts';
import { requireOpenInvite } from './require-open-invite.ts';
import { getUsedInvite } from './scope.ts';
import { useInvite } from './use-invite.ts';

/**
 * Makes the caller a member of the workspace that the invite is of; who had left comes back to their inbox. An
 * invite is used once.
 * @throws NOT_FOUND for a secret that is none; CONFLICT where it is used, expired or revoked, and to members;
 *   TOO_MANY_REQUESTS to who is refused often
 */
export async function acceptInvite(ctx: Ctx, input: InviteAcceptInput): Promise<WorkspaceOutput> {
  const secretHash = hashSecret(input.secret);
  const options = {
    action: 'invite.accept',
    input,
    secretHash,
    account: proveAccount,
    look: requireOpenInvite,
    admit: useInvite,
    guard: membership,
  } as const;
  const workspace = await limitRefused(ctx, () =>
    writeInvited(ctx, options, async (w, record) => {
      await settleMember(w, record);
      await giveInvitedProject(w, record, await getUsedInvite(w, secretHash));
      // Who had left kept what they were assigned, also what they do not see now.
      await dropFirstStrangers(w, record, { userId: w.member.userId });
      return getWorkspaceForUpdate(w);
    }),
  );
  const userId = signedIn(ctx.principal);
  await dropLeftStrangers(ctx, { action: 'invite.accept', workspaceId: workspace.id, userId });
  return workspace;
}
