import { forgiveOne, linkGauge, reserveAttempt } from '../auth/throttle.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';

/**
 * Lets a network try the secrets of mailed links, more and more slowly; a right one does not count.
 * @throws TOO_MANY_REQUESTS
 */
export async function limitLinks<T>(ctx: Ctx, follow: () => Promise<T>): Promise<T> {
  const gauge = linkGauge(ctx.address ?? '');
  const retryAfter = await reserveAttempt(ctx.runtime, [gauge]);
  if (retryAfter > 0) {
    const message = `Too many links that do not work. Try again in ${retryAfter} s.`;
    throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
  }
  try {
    const answer = await follow();
    await forgiveOne(ctx.runtime, gauge);
    return answer;
  } catch (error) {
    const isWrong = error instanceof CairnError && error.code === 'NOT_FOUND';
    if (!isWrong) await forgiveOne(ctx.runtime, gauge);
    throw error;
  }
}
