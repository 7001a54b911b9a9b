import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { credentials, users } from '../../db/schema/accounts.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { deviceHash, forgetDevice, ownerOfDevice } from './device.ts';
import { openSession } from './open-session.ts';
import { verifyPassword } from './password.ts';
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
  /** The session cookie as sent: that session ends with this sign-in. */
  session: string | null;
  address: string;
  userAgent: string | null;
};

export type SignInOutcome =
  | {
      kind: 'ok';
      userId: UserId;
      name: string;
      email: string;
      /** The opaque session id for the cookie. */
      session: string;
      /** A new device cookie to set, if any. */
      device: string | null;
    }
  /** No such account and a wrong password are one answer, and take one time. */
  | { kind: 'wrong' }
  /** The password was right, and the account is closed. */
  | { kind: 'disabled' }
  /** `retryAfter` in seconds. */
  | { kind: 'throttled'; retryAfter: number }
  | { kind: 'busy'; retryAfter: number };

type Account = {
  userId: UserId;
  name: string;
  email: string;
  authzVersion: number;
  passwordHash: string | null;
  disabledAt: string | null;
};

type Deps = Pick<Runtime, 'db' | 'pool' | 'cache' | 'clock'>;

/** Proves a password and opens a session. Every attempt but one that waits costs one hash, whoever it names. */
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
  const outcome = await prove(deps, { account, device: null, attempt });
  if (outcome.kind !== 'wrong') await forgiveOne(deps, gauges.network);
  if (outcome.kind === 'busy') await forgiveOne(deps, gauges.account);
  if (outcome.kind === 'ok') await forgiveAll(deps, [gauges.account]);
  return outcome;
}

type FromKnownDevice = { account: Account; device: Buffer; attempt: SignInAttempt };

/**
 * Others' failures never lock a person out of a browser of their own; a browser from which many
 * wrong passwords came is no longer known.
 */
async function fromKnownDevice(deps: Deps, from: FromKnownDevice): Promise<SignInOutcome> {
  const gauge = deviceGauge(from.device);
  const wait = await reserveAttempt(deps, [gauge]);
  const outcome = await prove(deps, from);
  if (outcome.kind === 'ok') await forgiveAll(deps, [gauge, accountGauge(fold(outcome.email))]);
  if (outcome.kind === 'busy' && wait === 0) await forgiveOne(deps, gauge);
  if (outcome.kind === 'wrong' && wait > 0) await forgetDevice(deps.db, from.device);
  return outcome;
}

type Claim = { account: Account | null; device: Buffer | null; attempt: SignInAttempt };

async function prove(deps: Deps, { account, device, attempt }: Claim): Promise<SignInOutcome> {
  const lane = device === null ? 'signIn' : 'knownDevice';
  try {
    const right = await verifyPassword(account?.passwordHash ?? null, attempt.password, lane);
    if (!right || account === null) return { kind: 'wrong' };
    if (account.disabledAt !== null) return { kind: 'disabled' };
  } catch (error) {
    if (error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE')
      return { kind: 'busy', retryAfter: error.retryAfter ?? 1 };
    throw error;
  }
  const { session, address, userAgent } = attempt;
  const opened = await openSession(deps, account, { session, device, address, userAgent });
  if (opened === null) return { kind: 'wrong' };
  const { userId, name, email } = account;
  return { kind: 'ok', userId, name, email, ...opened };
}

async function findAccount(db: Db, emailFolded: string): Promise<Account | null> {
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      authzVersion: users.authzVersion,
      passwordHash: credentials.passwordHash,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .innerJoin(
      credentials,
      and(eq(credentials.userId, users.id), isNotNull(credentials.passwordHash)),
    )
    .where(and(eq(users.emailFolded, emailFolded), isNull(users.deletedAt)))
    .limit(1);
  return row ?? null;
}
