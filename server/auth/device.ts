import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { knownDevices } from '../../db/schema/accounts.ts';
import type { UserId } from '../domain/ids.ts';
import { deviceSeconds } from './lifetimes.ts';
import { hashSecret } from './secret.ts';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** The hash of a device cookie; null where it has not the shape of one. */
export function deviceHash(cookie: string | null): Buffer | null {
  return cookie !== null && shape.test(cookie) ? hashSecret(`device:${cookie}`) : null;
}

/** Whose browser this is, by the database's clock; null where nobody signed in with it for a year. */
export async function ownerOfDevice(db: Db, hash: Buffer): Promise<UserId | null> {
  const remembered = sql`${knownDevices.lastUsedAt} > now() - make_interval(secs => ${deviceSeconds})`;
  const [row] = await db
    .select({ userId: knownDevices.userId })
    .from(knownDevices)
    .where(and(eq(knownDevices.secretHash, hash), remembered))
    .limit(1);
  return row?.userId ?? null;
}

/** Remembers a browser from which this person has just proved themselves. @returns its cookie's value */
export async function rememberDevice(db: Db, userId: UserId): Promise<string> {
  const cookie = randomBytes(32).toString('base64url');
  const secretHash = hashSecret(`device:${cookie}`);
  await db.insert(knownDevices).values({ secretHash, userId });
  return cookie;
}

export async function useDevice(db: Db, hash: Buffer): Promise<void> {
  await db
    .update(knownDevices)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(knownDevices.secretHash, hash));
}

/** No browser is known as this person's any more. */
export async function forgetDevices(db: Db, userId: UserId): Promise<void> {
  await db.delete(knownDevices).where(eq(knownDevices.userId, userId));
}

export async function forgetDevice(db: Db, hash: Buffer): Promise<void> {
  await db.delete(knownDevices).where(eq(knownDevices.secretHash, hash));
}
