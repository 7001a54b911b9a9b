import { and, eq, isNull, sql } from 'drizzle-orm';
import {
  credentials,
  knownDevices,
  sessions,
  signInFailures,
  users,
} from '../../db/schema/accounts.ts';
import { proveInstance } from '../auth/account.ts';
import { hashPassword } from '../auth/password.ts';
import { accountGauge } from '../auth/throttle.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';

/**
 * Gives an account another password without asking for the old one: for whoever runs the instance.
 * Every session ends, browsers are no longer known, waiting after failed sign-ins is over. Tokens stay.
 * @returns how many sessions ended
 * @throws FORBIDDEN to everyone but the instance itself
 */
export async function setPassword(ctx: Ctx, password: string): Promise<{ endedSessions: number }> {
  const passwordHash = await hashPassword(password);
  return writeAccount(
    ctx,
    { action: 'account.update', input: {}, guard: proveInstance },
    async (w, audit) => {
      const { userId } = w.account;
      const [user] = await w.db
        .update(users)
        .set({ authzVersion: sql`authz_version + 1` })
        .where(eq(users.id, userId))
        .returning({ emailFolded: users.emailFolded });
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
      const ended = await w.db
        .update(sessions)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
        .returning({ id: sessions.id });
      await w.db.delete(knownDevices).where(eq(knownDevices.userId, userId));
      await w.db
        .delete(signInFailures)
        .where(eq(signInFailures.key, accountGauge(user.emailFolded).key));
      audit('account.setPassword', { endedSessions: ended.length });
      return { endedSessions: ended.length };
    },
  );
}
