import { proveAccount } from '../auth/account.ts';
import { membership, signedIn } from '../auth/membership.ts';
import { hashSecret } from '../auth/secret.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import { writeInvited } from '../changes/write-invited.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { settleMember } from '../member/settle-member.ts';
import type { Ctx } from '../platform/context.ts';
import { dropFirstStrangers } from '../task/drop-first-strangers.ts';
import { dropStrangers } from '../task/drop-strangers.ts';
import { listLosing } from '../task/list-losing.ts';
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
  await dropLeft(ctx, workspace.id);
  return workspace;
}

/** What was too much for one transaction; a call that broke off goes on when it is repeated. */
async function dropLeft(ctx: Ctx, workspaceId: WorkspaceId): Promise<void> {
  const where = { userId: signedIn(ctx.principal) };
  const left = await listLosing(ctx, { workspaceId }, { where, most: 1 });
  if (left.length === 0) return;
  const options = { action: 'invite.accept', input: { workspaceId }, guard: membership } as const;
  await writeInSteps(ctx, options, (w, record) => dropStrangers(w, record, where));
}
