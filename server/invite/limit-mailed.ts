import { membership } from '../auth/membership.ts';
import { invitedGauges, reserveAttempt } from '../auth/throttle.ts';
import { fold } from '../domain/fold.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { MemberInviteInput } from './schema.ts';

/**
 * Counts an invite that is to be mailed, before it is made: mail to any address, with words of the sender's own,
 * goes out under the name of the instance. Strangers are refused first, so they slow nobody down.
 * @throws TOO_MANY_REQUESTS for a person, a workspace or an address that had many
 */
export async function limitMailed(ctx: Ctx, input: MemberInviteInput): Promise<void> {
  const { email, workspaceId } = input;
  if (email === undefined || ctx.runtime.env.smtpUrl === null) return;
  const { userId } = await membership.prove(ctx, workspaceId, 'member.invite');
  const gauges = invitedGauges({ userId, workspaceId, emailFolded: fold(email) });
  const retryAfter = await reserveAttempt(ctx.runtime, gauges);
  if (retryAfter === 0) return;
  const message = `Invites were mailed often. Try again in ${retryAfter} s, or make a link and send it yourself.`;
  throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
}
