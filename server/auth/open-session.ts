import { and, eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { commit } from '../cache/commit.ts';
import { userScope } from '../cache/keys.ts';
import type { UserId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { rememberDevice, useDevice } from './device.ts';
import { createSession, liveUser, resolveSession, revokeSession } from './sessions.ts';

/** A person whose password was right, and the version of their rights when it was read. */
export type Proved = { userId: UserId; authzVersion: number };

/** The browser in which they proved themselves. */
export type SignInBrowser = {
  /** The session cookie that it sent. */
  session: string | null;
  /** The hash of its device cookie, where it is known as this person's. */
  device: Buffer | null;
  address: string;
  userAgent: string | null;
};

/**
 * Starts a session in place of the browser's former one, and remembers the browser.
 * @returns the cookies to set; null where the person's rights have changed since they were read
 */
export function openSession(
  deps: Pick<Runtime, 'pool' | 'cache' | 'clock'>,
  { userId, authzVersion }: Proved,
  { session, device, ...from }: SignInBrowser,
): Promise<{ session: string; device: string | null } | null> {
  return commit(deps, [], async (db, touch) => {
    // The lock waits for a change of password, and holds one up until its revocations can see this session.
    const [user] = await db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.authzVersion, authzVersion), liveUser))
      .for('share');
    if (!user) return null;
    const former = session === null ? null : await resolveSession(db, session);
    if (former) {
      touch(userScope(former.userId));
      await revokeSession(db, former.userId, former.sessionId);
    }
    const { secret } = await createSession({ db, clock: deps.clock }, { userId, ...from });
    if (device === null) return { session: secret, device: await rememberDevice(db, userId) };
    await useDevice(db, device);
    return { session: secret, device: null };
  });
}
