import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import type { Positions } from './cursor.ts';
import { advance, readNews } from './read-news.ts';
import type { SyncLiveEvent, SyncLiveInput } from './schema.ts';
import { watchOf } from './watch.ts';

/** An event with the cursor after it. */
export type Followed = { cursor: string; event: SyncLiveEvent };

const pageLength = 200;

/**
 * What happens in all workspaces of the caller, as it happens, from a cursor on. Each time something may have, who
 * asks is proved anew, before and after it is read.
 * @throws UNAUTHORIZED once the session or token is over
 */
export async function* followLog(
  ctx: Ctx,
  input: SyncLiveInput,
  signal: AbortSignal,
): AsyncGenerator<Followed> {
  const { principal } = ctx;
  if (principal.kind !== 'user' && principal.kind !== 'token')
    throw new CairnError('UNAUTHORIZED', 'Sign in, or send a token.');
  const cursor = input?.lastEventId ?? input?.cursor;
  let positions: Positions | null = cursor === undefined ? null : decodePositions(cursor);
  const alarm = createAlarm(signal);
  const following = watchOf(ctx.runtime).follow({ principal, wake: alarm.ring });
  // Whatever was known of the caller when the stream began is not what they may see later.
  const { caller: _, ...asking } = ctx;
  let isReady = false;
  try {
    while (!signal.aborted) {
      const asked = { action: 'sync.live', positions, limit: pageLength } as const;
      const { news, isMore } = await readNews(asking, asked);
      positions ??= new Map();
      for (const one of news) {
        advance(positions, one);
        if (one.event) yield { cursor: encodePositions(positions), event: one.event };
      }
      if (following.listen(positions.keys()) || isMore) continue;
      if (!isReady) yield { cursor: encodePositions(positions), event: { kind: 'ready' } };
      isReady = true;
      await alarm.rung();
    }
  } finally {
    following.stop();
    alarm.stop();
  }
}

/** Rings while nobody waits are heard by who waits next. */
function createAlarm(signal: AbortSignal) {
  let isRinging = false;
  let hear: (() => void) | undefined;
  const ring = () => {
    isRinging = true;
    hear?.();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    async rung(): Promise<void> {
      if (!isRinging && !signal.aborted) await new Promise<void>((resolve) => (hear = resolve));
      isRinging = false;
    },
    stop: () => signal.removeEventListener('abort', ring),
  };
}
