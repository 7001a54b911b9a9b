import { sql } from 'drizzle-orm';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import type { Account, Calendar } from '../platform/member.ts';
import { credentialAlive, readingCaller, requireScope, signedIn } from './membership.ts';

type AccountRow = Calendar & { isAdmin: boolean; alive: boolean };

/**
 * Proves that the caller may do this to their own account.
 * @throws UNAUTHORIZED when the session or token is over, FORBIDDEN by scope
 */
export async function proveAccount(ctx: Ctx, action: Action): Promise<Account> {
  return (await proved(ctx, action)).account;
}

async function proved(ctx: Ctx, action: Action): Promise<{ account: Account; isAdmin: boolean }> {
  const userId = signedIn(ctx.principal);
  requireScope(ctx.principal, action);
  const person = readingCaller(ctx)?.person;
  if (person) {
    const { isAdmin, ...rest } = person;
    return { account: { userId, ...rest } as Account, isAdmin };
  }
  const found = await ctx.db.execute<AccountRow>(sql`
    SELECT u.time_zone AS "timeZone", to_char(u.day_start, 'HH24:MI') AS "dayStart", u.week_start AS "weekStart",
      u.is_admin AS "isAdmin", ${credentialAlive(ctx.principal)} AS alive
    FROM users u WHERE u.id = ${userId} AND u.disabled_at IS NULL AND u.deleted_at IS NULL`);
  const row = found.rows[0];
  if (!row?.alive)
    throw new CairnError(
      'UNAUTHORIZED',
      'Sign in again: this session or token is no longer valid.',
    );
  const { alive: _, isAdmin, ...calendar } = row;
  return { account: { userId, ...calendar } as Account, isAdmin };
}

/**
 * Proves that the caller administers the instance, by the same statement that proves their session.
 * @throws FORBIDDEN to everyone else, to tokens too
 */
export async function proveAdministrator(ctx: Ctx, action: Action): Promise<Account> {
  const { isAdmin, account } = await proved(ctx, action);
  if (!isAdmin) throw forbidden('This is for the administrators of the instance.');
  return account;
}

/**
 * For what only the instance itself may do to an account: nobody's request reaches it.
 * @throws FORBIDDEN to everyone else
 */
export async function proveInstance(ctx: Ctx, action: Action): Promise<Account> {
  if (ctx.principal.kind !== 'system') throw forbidden('Only the instance itself may do this.');
  return proveAccount(ctx, action);
}
