import type { SyncEvent, SyncPullOutput } from '../../../server/sync/schema.ts';
import { callErrorOf } from '../sending/call-error.ts';
import type { FollowParts } from './follow.ts';

export type CatchUpParts = Pick<FollowParts, 'place' | 'rest' | 'onGap' | 'onSignedOut'> & {
  pull: (cursor: string | undefined) => Promise<SyncPullOutput>;
  apply: (event: SyncEvent) => void;
};

/**
 * Takes what happened between where the page stands and now, page by page, and stands there then.
 * @returns what does it, until its signal ends
 */
export function createCatchUp({ place, pull, apply, rest, onGap, onSignedOut }: CatchUpParts) {
  return async (signal: AbortSignal): Promise<void> => {
    signal.addEventListener('abort', rest.wake);
    const isOver = () => signal.aborted;
    let isMore = true;
    while (isMore && !isOver()) {
      const hasGap = place.cursor === undefined;
      try {
        const page = await pull(place.cursor);
        if (isOver()) return;
        for (const event of page.events) apply(event);
        place.cursor = page.cursor;
        isMore = page.isMore;
        if (hasGap) onGap();
        rest.reset();
      } catch (cause) {
        const error = callErrorOf(cause);
        if (error.code === 'UNAUTHORIZED') return onSignedOut();
        if (error.code === 'BAD_REQUEST') place.cursor = undefined;
        await rest.pause((error.retryAfter ?? 0) * 1000);
      }
    }
  };
}
