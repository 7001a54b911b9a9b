import { and, desc, eq, isNull } from 'drizzle-orm';
import { tokens } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import { tokenColumns } from './rows.ts';
import type { TokenOutput } from './schema.ts';

/** The caller's tokens that were not revoked, newest first. Expired ones are shown, so that they can be told apart. */
export async function listTokens(ctx: Ctx): Promise<{ items: TokenOutput[] }> {
  const account = await proveAccount(ctx, 'token.list');
  const items = await ctx.db
    .select(tokenColumns)
    .from(tokens)
    .where(and(eq(tokens.userId, account.userId), isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.createdAt), tokens.id);
  return { items };
}
