import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { and, eq, ne, sql } from 'drizzle-orm';
import { pushSubscriptions } from '../../db/schema/pushes.ts';
import { proveAccount } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { SessionId, SubscriptionId } from '../domain/ids.ts';
import { mostPushed } from '../domain/limits.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError, forbidden } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { isPublicAddress } from '../platform/public-address.ts';
import { isPoint } from '../platform/push-encryption.ts';
import { subscriptionOutputOf } from './rows.ts';
import type { PushSubscribeInput, SubscriptionOutput } from './schema.ts';
import { listSubscriptionRows } from './scope.ts';

/** SQL: true where the row that is there already says the same address. */
const isSame = sql`${pushSubscriptions.endpointHash} = excluded.endpoint_hash`;

type Target = { endpoint: string; endpointHash: Buffer; p256dh: Buffer; auth: Buffer };

/**
 * The browser of this session is told by push from now on: there, where it was told elsewhere before.
 * @throws BAD_REQUEST for an endpoint that is not https or lies in a network of its own, or a key that is none;
 * CONFLICT where the person has too many, or the endpoint is another browser's
 */
export async function subscribePush(
  ctx: Ctx,
  input: PushSubscribeInput,
): Promise<SubscriptionOutput> {
  const target = targetOf(input);
  const writing = { action: 'push.subscribe', input, guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    if (w.principal.kind !== 'user')
      throw forbidden('A browser that is signed in is told by push.');
    const { sessionId } = w.principal;
    await takeOver(w, sessionId, target);
    const before = await ownOf(w, sessionId);
    if (!before) await requireRoom(w);
    const id = before?.id ?? newId<SubscriptionId>(w.runtime.clock);
    await w.db
      .insert(pushSubscriptions)
      .values({ id, userId: w.account.userId, sessionId, ...target })
      .onConflictDoUpdate({
        target: pushSubscriptions.sessionId,
        // One that does not answer is not asked sooner because it is told of again.
        set: {
          ...target,
          failures: sql`CASE WHEN ${isSame} THEN ${pushSubscriptions.failures} ELSE 0 END`,
          nextTryAt: sql`CASE WHEN ${isSame} THEN ${pushSubscriptions.nextTryAt} ELSE now() END`,
        },
      });
    audit('push.subscribe', { subscriptionId: id });
    const row = await ownOf(w, sessionId);
    if (!row) throw new Error('the subscription was not written');
    return subscriptionOutputOf(row, w.principal);
  });
}

function targetOf({ endpoint: given, keys }: PushSubscribeInput): Target {
  if (!isReachable(given))
    throw badField(['endpoint'], 'must be the https address of a push service');
  const p256dh = Buffer.from(keys.p256dh, 'base64url');
  if (!isPoint(p256dh)) throw badField(['keys', 'p256dh'], 'is no point on P-256');
  // As it is asked for, so that one browser is one row however its address is written.
  const endpoint = new URL(given).href;
  const endpointHash = createHash('sha256').update(endpoint).digest();
  return { endpoint, endpointHash, p256dh, auth: Buffer.from(keys.auth, 'base64url') };
}

/** Where a name leads to is looked at as a message is sent; what is no public name is refused here already. */
function isReachable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return isPublicAddress(bare);
  return bare.includes('.') && !/\.(local|localhost|lan|internal|home\.arpa)\.?$/.test(bare);
}

/** A browser has one subscription, whoever is signed in there: it is theirs who is so now, where they know its keys. */
async function takeOver(w: AccountCtx, sessionId: SessionId, target: Target): Promise<void> {
  const { endpointHash, p256dh, auth } = target;
  const same = and(
    eq(pushSubscriptions.endpointHash, endpointHash),
    ne(pushSubscriptions.sessionId, sessionId),
  );
  const known = and(eq(pushSubscriptions.p256dh, p256dh), eq(pushSubscriptions.auth, auth));
  await w.db.delete(pushSubscriptions).where(and(same, known));
  const left = await w.db.select({ id: pushSubscriptions.id }).from(pushSubscriptions).where(same);
  if (left.length > 0)
    throw new CairnError('CONFLICT', 'endpoint: is that of another browser, with other keys.');
}

async function ownOf(w: AccountCtx, sessionId: SessionId) {
  const [row] = await listSubscriptionRows(
    w,
    w.account,
    eq(pushSubscriptions.sessionId, sessionId),
  );
  return row;
}

async function requireRoom(w: AccountCtx): Promise<void> {
  if ((await listSubscriptionRows(w, w.account)).length < mostPushed) return;
  const message = `${mostPushed} of your browsers are told by push: turn it off in one of them first.`;
  throw new CairnError('CONFLICT', message);
}
