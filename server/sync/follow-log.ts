import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import type { Positions } from './cursor.ts';
import type { Delivery } from './feed.ts';
import { hubOf } from './hub.ts';
import { advance, readNews } from './read-news.ts';
import type { SyncLiveEvent, SyncLiveInput } from './schema.ts';

/** An event with the cursor after it. */
export type Followed = { cursor: string; event: SyncLiveEvent };

const pageLength = 200;
/** More entries than these, and whoever is so slow reads them from the log when they come to it. */
const mostWaiting = 200;

/**
 * What happens in all workspaces of the caller, as it happens, from a cursor on. They read by themselves until they
 * have all that was, then they are told what all in this process are told; where that is not what they lack, they read.
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
  const inbox = createInbox(signal);
  const following = hubOf(ctx.runtime).follow({ principal, ...inbox });
  // Whatever was known of the caller when the stream began is not what they may see later.
  const { caller: _, ...asking } = ctx;
  let isReady = false;
  try {
    while (!signal.aborted) {
      if (!inbox.mustRead()) {
        for (const delivery of inbox.take()) {
          if (!fits(delivery, positions)) inbox.wake();
          else if (positions && pass(positions, delivery) && delivery.event)
            yield { cursor: encodePositions(positions), event: delivery.event };
        }
        if (!inbox.mustRead()) await inbox.filled();
        continue;
      }
      inbox.empty();
      const asked = { action: 'sync.live', positions, limit: pageLength } as const;
      const { news, isMore } = await readNews(asking, asked);
      positions ??= new Map();
      for (const one of news) {
        advance(positions, one);
        if (one.event) yield { cursor: encodePositions(positions), event: one.event };
      }
      if (following.listen(positions) || isMore) inbox.wake();
      else if (!isReady) {
        isReady = true;
        yield { cursor: encodePositions(positions), event: { kind: 'ready' } };
      }
    }
  } finally {
    following.stop();
  }
}

/** False where something between what the reader has and this is missing. */
function fits({ workspaceId, from, to }: Delivery, positions: Positions | null): boolean {
  const known = positions?.get(workspaceId);
  return known !== undefined && (known.seq === from || known.seq >= to);
}

/** Moves the reader's position past a delivery. @returns false where they had it */
function pass(positions: Positions, { workspaceId, to }: Delivery): boolean {
  const known = positions.get(workspaceId);
  if (!known || known.seq >= to) return false;
  positions.set(workspaceId, { ...known, seq: to });
  return true;
}

/** What was delivered to one follower and not yet taken. */
function createInbox(signal: AbortSignal) {
  let waiting: Delivery[] = [];
  let entries = 0;
  let mustRead = true;
  let hear: (() => void) | undefined;
  signal.addEventListener('abort', () => hear?.(), { once: true });
  const wake = () => {
    mustRead = true;
    hear?.();
  };
  return {
    wake,
    deliver(delivery: Delivery) {
      entries += 1 + (delivery.event?.kind === 'entries' ? delivery.event.entries.length : 0);
      if (entries > mostWaiting) {
        waiting = [];
        return wake();
      }
      waiting.push(delivery);
      hear?.();
    },
    /** True where they have to read the log by themselves. */
    mustRead: () => mustRead,
    take(): Delivery[] {
      const taken = waiting;
      waiting = [];
      entries = 0;
      return taken;
    },
    /** Forgets what is about to be read. */
    empty() {
      waiting = [];
      entries = 0;
      mustRead = false;
    },
    async filled(): Promise<void> {
      if (waiting.length === 0 && !mustRead && !signal.aborted)
        await new Promise<void>((resolve) => (hear = resolve));
    },
  };
}
