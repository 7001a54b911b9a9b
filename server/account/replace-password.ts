import { and, eq, sql } from 'drizzle-orm';
import { credentials, users } from '../../db/schema/accounts.ts';
import { forgetDevices } from '../auth/device.ts';
import { revokeSessions } from '../auth/sessions.ts';
import { accountGauge, forgiveAll } from '../auth/throttle.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { SessionId } from '../domain/ids.ts';

export type NewPassword = {
  passwordHash: string;
  /** The session that goes on; null where none does. */
  except: SessionId | null;
};

/**
 * Gives the account of the running write another password: its sessions end, browsers are no longer known,
 * waiting after failed sign-ins is over. Tokens stay.
 * @returns how many sessions ended, and the address to sign in with
 */
export async function replacePassword(
  w: AccountCtx,
  { passwordHash, except }: NewPassword,
): Promise<{ endedSessions: number; email: string }> {
  const { userId } = w.account;
  const [user] = await w.db
    .update(users)
    .set({ authzVersion: sql`authz_version + 1` })
    .where(eq(users.id, userId))
    .returning({ email: users.email, emailFolded: users.emailFolded });
  if (!user) throw new Error('the account was not returned');
  const changed = await w.db
    .update(credentials)
    .set({ passwordHash, changedAt: sql`now()` })
    .where(and(eq(credentials.issuer, 'password'), eq(credentials.userId, userId)))
    .returning({ userId: credentials.userId });
  if (changed.length === 0) {
    await w.db
      .insert(credentials)
      .values({ issuer: 'password', subject: user.emailFolded, userId, passwordHash });
  }
  const endedSessions = await revokeSessions(w.db, { userId, except });
  await forgetDevices(w.db, userId);
  await forgiveAll(w, [accountGauge(user.emailFolded)]);
  return { endedSessions, email: user.email };
}
