import { and, eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { liveUser } from '../auth/sessions.ts';
import { reserveAttempt, resetGauges } from '../auth/throttle.ts';
import { fold } from '../domain/fold.ts';
import { queueReset } from '../mail/queue-reset.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import type { ResetRequestInput, ResetRequestOutput } from './schema.ts';

/**
 * Asks for a link to a new password. Whether anybody has the address is looked up only when the mail is sent, so
 * that this call does the same whoever it names.
 * @throws FORBIDDEN where the instance sends no mail, TOO_MANY_REQUESTS for an address or network that asks often
 */
export async function requestReset(
  ctx: Ctx,
  input: ResetRequestInput,
): Promise<ResetRequestOutput> {
  if (ctx.runtime.env.smtpUrl === null) {
    throw forbidden(
      'This instance sends no mail. Whoever runs it gives you a new password with "cairn user set-password".',
    );
  }
  const email = fold(input.email);
  const retryAfter = await reserveAttempt(ctx.runtime, resetGauges(email, ctx.address ?? ''));
  if (retryAfter > 0) {
    const message = `A new password was asked for often. Try again in ${retryAfter} s.`;
    throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
  }
  if (!bug('reset-early-return') || (await hasAccount(ctx, email))) await queueReset(ctx, input);
  return { sent: true };
}

async function hasAccount(ctx: Ctx, emailFolded: string): Promise<boolean> {
  const which = and(eq(users.emailFolded, emailFolded), liveUser);
  return (await ctx.db.select({ id: users.id }).from(users).where(which)).length > 0;
}
