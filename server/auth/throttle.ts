import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, inArray, sql } from 'drizzle-orm';
import { signInFailures } from '../../db/schema/accounts.ts';
import { transaction } from '../../db/transaction.ts';
import type { Runtime } from '../platform/runtime.ts';

/**
 * One counter. Counts live in Postgres, not Redis: they must survive a restart, and a sign-in
 * costs an argon2 hash anyway, beside which two small statements do not show.
 */
export type Gauge = {
  key: string;
  /** Failures before the first wait. */
  free: number;
};

const longestWait = 15 * 60;

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

export const accountGauge = (emailFolded: string): Gauge => ({
  key: `account:${digest(emailFolded)}`,
  free: 5,
});

export const deviceGauge = (deviceHash: Buffer): Gauge => ({
  key: `device:${deviceHash.toString('base64url')}`,
  free: 10,
});

export const networkGauge = (address: string): Gauge => ({
  key: `network:${networkOf(address)}`,
  free: 30,
});

/** Every sign-up counts here, also one that succeeds. */
export const signUpGauge = (address: string): Gauge => ({
  key: `sign-up:${networkOf(address)}`,
  free: 30,
});

/** Of a signed-in person who must say their password once more: nobody else can make them wait. */
export const passwordGauge = (userId: string): Gauge => ({ key: `password:${userId}`, free: 5 });

/** Every request for a new password counts, whoever it names and whatever becomes of it. */
export const resetGauges = (emailFolded: string, address: string): Gauge[] => [
  { key: `reset:${digest(emailFolded)}`, free: 3 },
  { key: `reset-network:${networkOf(address)}`, free: 20 },
];

/** A person who has mail sent to addresses that are not theirs yet, and each such address. */
export const newAddressGauges = (userId: string, emailFolded: string): Gauge[] => [
  { key: `new-address-of:${userId}`, free: 5 },
  { key: `new-address:${digest(emailFolded)}`, free: 3 },
];

/** Who has invites mailed, from which workspace, and each address: revoking one gives nothing back. */
export const invitedGauges = (of: {
  userId: string;
  workspaceId: string;
  emailFolded: string;
}): Gauge[] => [
  { key: `invites-of:${of.userId}`, free: 30 },
  { key: `invites-from:${of.workspaceId}`, free: 60 },
  { key: `invites-to:${digest(of.emailFolded)}`, free: 3 },
];

/** Invites that a signed-in person was not let in by. */
export const refusedInviteGauge = (userId: string): Gauge => ({
  key: `invites-refused:${userId}`,
  free: 20,
});

/** Secrets of mailed links that were wrong. */
export const linkGauge = (address: string): Gauge => ({
  key: `link:${networkOf(address)}`,
  free: 30,
});

/** An address, or of IPv6 the /64 that one customer has. */
export function networkOf(address: string): string {
  return isIPv6(address) ? firstHalf(address) : address;
}

function firstHalf(address: string): string {
  const [left = '', right = ''] = address.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const zeros = address.includes('::')
    ? Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
    : [];
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}

/** Seconds to wait after this many failures: none, then 1, 2, 4 … up to 15 minutes. */
export function waitAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(2 ** (failures - free), longestWait);
}

type Store = Pick<Runtime, 'pool'>;

/** Attempts being counted at this moment, by counter. They wait for each other, each with a connection of the pool. */
const counting = new Map<string, number>();
const mostCounting = 4;

/**
 * Counts an attempt as failed before it is made, so that attempts side by side see one another;
 * `forgive` takes it back. Commits on its own. A day without an attempt empties a counter.
 * @returns seconds to wait, 0 where the attempt may go on (and only then it was counted)
 */
export async function reserveAttempt(store: Store, gauges: readonly Gauge[]): Promise<number> {
  const keys = keysOf(gauges);
  const count = (key: string) => counting.get(key) ?? 0;
  if (keys.some((key) => count(key) >= mostCounting)) return 1;
  for (const key of keys) counting.set(key, count(key) + 1);
  try {
    return await countAttempt(store, gauges);
  } finally {
    for (const key of keys) {
      if (count(key) === 1) counting.delete(key);
      else counting.set(key, count(key) - 1);
    }
  }
}

function countAttempt(store: Store, gauges: readonly Gauge[]): Promise<number> {
  const keys = keysOf(gauges);
  return transaction(store.pool, async (db) => {
    await db
      .insert(signInFailures)
      .values(keys.map((key) => ({ key })))
      .onConflictDoNothing();
    const rows = await db
      .select({
        key: signInFailures.key,
        failures: signInFailures.failures,
        // Stored instants are rounded to milliseconds, so the last one may lie a little ahead.
        idle: sql<number>`greatest(0, extract(epoch FROM clock_timestamp() - ${signInFailures.lastFailedAt}))::float8`,
      })
      .from(signInFailures)
      .where(inArray(signInFailures.key, keys))
      .orderBy(signInFailures.key)
      .for('update');
    const free = new Map(gauges.map((gauge) => [gauge.key, gauge.free]));
    const waits = rows.map((row) =>
      row.idle > day ? 0 : waitAfter(row.failures, free.get(row.key) ?? 0) - row.idle,
    );
    const wait = Math.max(0, ...waits);
    if (wait > 0) return Math.ceil(wait);
    const forgotten = sql`clock_timestamp() - ${signInFailures.lastFailedAt} > make_interval(secs => ${day})`;
    await db
      .update(signInFailures)
      .set({
        failures: sql`CASE WHEN ${forgotten} THEN 1 ELSE ${signInFailures.failures} + 1 END`,
        lastFailedAt: sql`clock_timestamp()`,
      })
      .where(inArray(signInFailures.key, keys));
    return 0;
  });
}

const day = 24 * 60 * 60;

/** Takes back one reserved attempt: of a network, that others share, or one that was not made. */
export async function forgiveOne(runtime: Pick<Runtime, 'db'>, gauge: Gauge): Promise<void> {
  await runtime.db
    .update(signInFailures)
    .set({ failures: sql`greatest(${signInFailures.failures} - 1, 0)` })
    .where(eq(signInFailures.key, gauge.key));
}

/** Empties counters: of an account or device that proved itself. */
export async function forgiveAll(
  runtime: Pick<Runtime, 'db'>,
  gauges: readonly Gauge[],
): Promise<void> {
  await runtime.db.delete(signInFailures).where(inArray(signInFailures.key, keysOf(gauges)));
}

/** In one order, so that two callers never wait for each other. */
function keysOf(gauges: readonly Gauge[]): string[] {
  return gauges.map(({ key }) => key).toSorted();
}
