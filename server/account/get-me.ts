import { eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { dayIn } from '../domain/due.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { listMemberships } from '../workspace/scope.ts';
import { userColumns } from './rows.ts';
import type { MeOutput } from './schema.ts';

/** The person, their workspaces, and what day it is for them. */
export async function getMe(ctx: Ctx): Promise<MeOutput> {
  const account = await proveAccount(ctx, 'account.me');
  const [user] = await ctx.db.select(userColumns).from(users).where(eq(users.id, account.userId));
  if (!user) throw notFound('account');
  return {
    user,
    workspaces: await listMemberships(ctx, account),
    via: ctx.principal.kind === 'token' ? 'token' : 'session',
    now: ctx.now,
    today: dayIn(ctx.now, account.timeZone, account.dayStart),
  };
}
