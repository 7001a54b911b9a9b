import { setTimeout as sleep } from 'node:timers/promises';
import type { UserId } from '../domain/ids.ts';
import { openPoster } from '../platform/outgoing.ts';
import type { Poster } from '../platform/outgoing.ts';
import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { claimPush } from './claim-push.ts';
import { sendPush } from './send-push.ts';
import { sweepPushes } from './sweep-pushes.ts';

/** Milliseconds between two looks at what waits: one probe of an index where nothing does. */
const everyMs = 1000;
const sweepEveryMs = 3_600_000;
/** So many are on their way at once, and of one person: push services that hang hold up their own person's alone. */
const atOnce = 16;
const atOnceOfPerson = 3;
/** Milliseconds that a push service may keep a stop waiting. */
const patience = 3000;

/**
 * Sends what waits, as long as this runs.
 * @returns a way to stop: it begins nothing more and waits for what is on its way. What was not answered is sent again.
 */
export function keepSendingPushes(
  runtime: Runtime,
  poster: Poster = openPoster(),
): () => Promise<void> {
  const failed = (error: unknown) =>
    runtime.log.warn({ err: error }, 'pushes wait: the database cannot be asked');
  const underWay = new Map<Promise<void>, UserId>();
  const send = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      if (underWay.size >= atOnce) await Promise.race(underWay.keys());
      const claimed = await claimPush(runtime, busyOf([...underWay.values()]));
      if (claimed === null) return;
      const sending = sendPush(runtime, poster, claimed)
        .catch(failed)
        .finally(() => underWay.delete(sending));
      underWay.set(sending, claimed.userId);
    }
  };
  const ends = [
    repeat({ everyMs, failed, work: send }),
    repeat({ everyMs: sweepEveryMs, failed, work: () => sweepPushes(runtime) }),
  ];
  return async () => {
    const left = async () => {
      await Promise.all(ends.map((end) => end()));
      await Promise.all(underWay.keys());
    };
    await Promise.race([left(), sleep(patience, undefined, { ref: false })]);
  };
}

/** Who has as many on their way as one person may. */
function busyOf(userIds: readonly UserId[]): UserId[] {
  const byUser = Map.groupBy(userIds, (userId) => userId);
  return [...byUser].flatMap(([userId, all]) => (all.length >= atOnceOfPerson ? [userId] : []));
}
