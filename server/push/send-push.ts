import { and, eq, sql } from 'drizzle-orm';
import { pushes, pushSubscriptions } from '../../db/schema/pushes.ts';
import { bug } from '../platform/bugs.ts';
import type { Poster } from '../platform/outgoing.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { ClaimedPush } from './claim-push.ts';
import { composePush } from './compose-push.ts';
import { preparePush } from './prepare-push.ts';
import type { PreparedPush } from './prepare-push.ts';

/** What became of a message; what is `failed` is tried again, after some seconds where the push service says so. */
type End = { kind: 'taken' | 'over' | 'gone' } | { kind: 'failed'; after: number | null };

/** Tries a message once. One that fails waits for its browser's next try, and is given up after a day. */
export async function sendPush(
  runtime: Runtime,
  poster: Poster,
  claimed: ClaimedPush,
): Promise<void> {
  if (bug('push-ended-first')) await endPush(runtime, claimed);
  const end = await attempt(runtime, poster, claimed);
  if (end.kind === 'gone') return endSubscription(runtime, claimed);
  if (end.kind === 'failed')
    return end.after === null ? undefined : putOff(runtime, claimed, end.after);
  await endPush(runtime, claimed);
  await runtime.db
    .update(pushSubscriptions)
    .set({
      failures: 0,
      nextTryAt: sql`now()`,
      ...(end.kind === 'taken' && { lastUsedAt: sql`now()` }),
    })
    .where(eq(pushSubscriptions.id, claimed.subscriptionId));
}

async function attempt(runtime: Runtime, poster: Poster, claimed: ClaimedPush): Promise<End> {
  const { subscriptionId, notificationId, failures, isOld } = claimed;
  const said = { subscriptionId, notificationId, failures };
  if (isOld) {
    runtime.log.error(said, 'a push was given up: it could not be sent for a day');
    return { kind: 'over' };
  }
  const found = await preparePush(runtime, claimed);
  if (found === null) return { kind: 'over' };
  const composed = compose(runtime, claimed, found);
  if (composed === null) return { kind: 'failed', after: null };
  const { url, ...message } = composed;
  // Whoever knows the address can send there, so no log holds more of it than the name of its service.
  const to = { ...said, service: new URL(url).host };
  try {
    const { status, retryAfter } = await poster.post(url, message);
    const end = meaningOf(status, retryAfter);
    if (end.kind === 'over') runtime.log.error({ ...to, status }, 'a push was refused for good');
    if (end.kind === 'failed') runtime.log.warn({ ...to, status }, 'a push will be tried again');
    return end;
  } catch (error) {
    runtime.log.warn({ ...to, err: error }, 'a push could not be sent and will be tried again');
    return { kind: 'failed', after: null };
  }
}

/** The message as it goes out; null where it cannot be made, which is our fault and nobody else's. */
function compose(
  runtime: Runtime,
  { subscriptionId, notificationId, failures }: ClaimedPush,
  found: PreparedPush,
): ReturnType<typeof composePush> | null {
  try {
    return composePush(runtime, notificationId, found);
  } catch (err) {
    const said = { subscriptionId, notificationId, failures, err };
    runtime.log.error(said, 'a push could not be composed and will be tried again');
    return null;
  }
}

/** RFC 8030, 5 and 7.3: a subscription that is over is 404 or 410. Who sends too much, or is not known, may be later. */
function meaningOf(status: number, retryAfter: string | null): End {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status >= 500 || [401, 403, 408, 425, 429].includes(status))
    return { kind: 'failed', after: secondsOf(retryAfter) };
  return { kind: 'over' };
}

/** RFC 9110, 10.2.3, in seconds; a date is passed over, for the usual pause does as well. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
}

async function putOff(
  { db }: Runtime,
  { subscriptionId }: ClaimedPush,
  seconds: number,
): Promise<void> {
  await db
    .update(pushSubscriptions)
    .set({
      nextTryAt: sql`greatest(next_try_at, now() + least(${seconds}, 86400) * interval '1 second')`,
    })
    .where(eq(pushSubscriptions.id, subscriptionId));
}

async function endPush(
  { db }: Runtime,
  { subscriptionId, notificationId }: ClaimedPush,
): Promise<void> {
  await db
    .delete(pushes)
    .where(
      and(eq(pushes.subscriptionId, subscriptionId), eq(pushes.notificationId, notificationId)),
    );
}

/** The browser took the right away, or its profile is gone. */
async function endSubscription({ db }: Runtime, { subscriptionId }: ClaimedPush): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, subscriptionId));
}
