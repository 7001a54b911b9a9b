import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { credentials, users } from '../../db/schema/accounts.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { deviceHash, forgetDevice, ownerOfDevice, rememberDevice, useDevice } from './device.ts';
import { verifyPassword } from './password.ts';
import { liveUser } from './sessions.ts';
import {
  accountGauge,
  deviceGauge,
  forgiveAll,
  forgiveOne,
  networkGauge,
  reserveAttempt,
} from './throttle.ts';

export type SignInAttempt = {
  email: string;
  password: string;
  /** The device cookie as sent. */
  device: string | null;
  address: string;
};

export type SignInOutcome =
  | {
      kind: 'ok';
      userId: UserId;
      name: string;
      email: string;
      /** A new device cookie to set, if any. */ device: string | null;
    }
  /** No such account and a wrong password are one answer, and take one time. */
  | { kind: 'wrong' }
  /** `retryAfter` in seconds. */
  | { kind: 'throttled'; retryAfter: number }
  | { kind: 'busy'; retryAfter: number };

type Account = { userId: UserId; name: string; email: string; passwordHash: string | null };

type Deps = Pick<Runtime, 'db' | 'pool'>;

/** Proves a password. Every attempt but one that waits costs one hash, whoever it names. */
export async function signIn(deps: Deps, attempt: SignInAttempt): Promise<SignInOutcome> {
  const email = fold(attempt.email.trim());
  const isAddress = email.length <= 320 && !email.includes('\u0000');
  if (!isAddress || attempt.password.length > 1024) return { kind: 'wrong' };
  const account = await findAccount(deps.db, email);
  const device = deviceHash(attempt.device);
  const owner = device === null ? null : await ownerOfDevice(deps.db, device);
  if (device !== null && owner !== null && owner === account?.userId)
    return fromKnownDevice(deps, { account, device, attempt });
  const gauges = { account: accountGauge(email), network: networkGauge(attempt.address) };
  const retryAfter = await reserveAttempt(deps, [gauges.account, gauges.network]);
  if (retryAfter > 0) return { kind: 'throttled', retryAfter };
  const proof = await prove(account, attempt.password);
  if (proof.kind !== 'ok') return proof;
  await forgiveOne(deps, gauges.network);
  await forgiveAll(deps, [gauges.account]);
  return { ...proof, device: await rememberDevice(deps.db, proof.userId) };
}

type FromKnownDevice = { account: Account; device: Buffer; attempt: SignInAttempt };

/**
 * Others' failures never lock a person out of a browser of their own; a browser from which many
 * wrong passwords came is no longer known.
 */
async function fromKnownDevice(
  deps: Deps,
  { account, device, attempt }: FromKnownDevice,
): Promise<SignInOutcome> {
  const gauge = deviceGauge(device);
  const wait = await reserveAttempt(deps, [gauge]);
  const proof = await prove(account, attempt.password);
  if (proof.kind === 'ok') {
    await forgiveAll(deps, [gauge, accountGauge(fold(account.email))]);
    await useDevice(deps.db, device);
    return proof;
  }
  if (wait > 0) await forgetDevice(deps.db, device);
  return proof;
}

async function prove(account: Account | null, password: string): Promise<SignInOutcome> {
  try {
    const right = await verifyPassword(account?.passwordHash ?? null, password);
    if (!right || account === null) return { kind: 'wrong' };
    return {
      kind: 'ok',
      userId: account.userId,
      name: account.name,
      email: account.email,
      device: null,
    };
  } catch (error) {
    if (error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE')
      return { kind: 'busy', retryAfter: error.retryAfter ?? 1 };
    throw error;
  }
}

async function findAccount(db: Db, emailFolded: string): Promise<Account | null> {
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      passwordHash: credentials.passwordHash,
    })
    .from(users)
    .innerJoin(
      credentials,
      and(eq(credentials.userId, users.id), isNotNull(credentials.passwordHash)),
    )
    .where(and(eq(users.emailFolded, emailFolded), liveUser))
    .limit(1);
  return row ?? null;
}
