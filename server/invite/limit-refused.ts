import { forgiveOne, refusedInviteGauge, reserveAttempt } from '../auth/throttle.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';

/**
 * Lets a person try links that let them in nowhere, more and more slowly; one that does does not count.
 * @throws TOO_MANY_REQUESTS
 */
export async function limitRefused<T>(ctx: Ctx, accept: () => Promise<T>): Promise<T> {
  const { principal } = ctx;
  if (principal.kind === 'anonymous' || principal.userId === null) return accept();
  const gauge = refusedInviteGauge(principal.userId);
  const retryAfter = await reserveAttempt(ctx.runtime, [gauge]);
  if (retryAfter > 0) {
    const message = `Too many invites that do not work. Try again in ${retryAfter} s.`;
    throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
  }
  try {
    const answer = await accept();
    await forgiveOne(ctx.runtime, gauge);
    return answer;
  } catch (error) {
    const isRefused =
      error instanceof CairnError && (error.code === 'NOT_FOUND' || error.code === 'CONFLICT');
    if (!isRefused) await forgiveOne(ctx.runtime, gauge);
    throw error;
  }
}
