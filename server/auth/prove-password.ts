import { and, eq, isNotNull } from 'drizzle-orm';
import { credentials } from '../../db/schema/accounts.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { verifyPassword } from './password.ts';
import { forgiveAll, forgiveOne, passwordGauge, reserveAttempt } from './throttle.ts';

type Said = {
  userId: UserId;
  password: string;
  /** The field of the input in which it stands. */
  field: string;
};

/**
 * Proves that a signed-in person knows their password; as slow after failures as signing in. Called before the
 * transaction, which asks for the hash that is returned: it may be another by then.
 * @throws FORBIDDEN naming the field, TOO_MANY_REQUESTS
 */
export async function provePassword(ctx: Ctx, said: Said): Promise<string> {
  const { runtime } = ctx;
  const gauge = passwordGauge(said.userId);
  const retryAfter = await reserveAttempt(runtime, [gauge]);
  if (retryAfter > 0) {
    const message = `Too many wrong passwords. Try again in ${retryAfter} s.`;
    throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
  }
  const stored = await passwordHashOf(ctx, said.userId);
  const right = await verifyPassword(stored, said.password).catch(async (error: unknown) => {
    await forgiveOne(runtime, gauge);
    throw error;
  });
  if (!right || stored === null) throw wrongPassword(said.field);
  await forgiveAll(runtime, [gauge]);
  return stored;
}

/** The hash of a person's password, or null where they have none. */
export async function passwordHashOf(ctx: Pick<Ctx, 'db'>, userId: UserId): Promise<string | null> {
  const [row] = await ctx.db
    .select({ passwordHash: credentials.passwordHash })
    .from(credentials)
    .where(
      and(
        eq(credentials.userId, userId),
        eq(credentials.issuer, 'password'),
        isNotNull(credentials.passwordHash),
      ),
    )
    .limit(1);
  return row?.passwordHash ?? null;
}

export function wrongPassword(field: string): CairnError {
  const message = 'is not your password';
  return new CairnError('FORBIDDEN', `${field}: ${message}`, {
    issues: [{ path: [field], message }],
  });
}
