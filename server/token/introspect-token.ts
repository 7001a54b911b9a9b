import { eq } from 'drizzle-orm';
import { tokens } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { resolveBearer } from '../auth/tokens.ts';
import type { Ctx } from '../platform/context.ts';
import type { TokenIntrospectInput, TokenIntrospectOutput } from './schema.ts';

/**
 * Whose a token is and what it may do, for a service that was shown it. Whoever has the secret may use the token, so
 * learns nothing here that it could not find out; one that is unknown, expired or revoked is just not active.
 */
export async function introspectToken(
  ctx: Ctx,
  input: TokenIntrospectInput,
): Promise<TokenIntrospectOutput> {
  await proveAccount(ctx, 'token.introspect');
  const live = await resolveBearer(ctx.db, input.secret);
  if (live === null) return none;
  const [row] = await ctx.db
    .select({ expiresAt: tokens.expiresAt })
    .from(tokens)
    .where(eq(tokens.id, live.tokenId));
  return {
    active: true,
    tokenId: live.tokenId,
    userId: live.userId,
    scopes: live.scopes,
    everyWorkspace: live.workspaceIds === null,
    workspaceIds: live.workspaceIds ?? [],
    expiresAt: row?.expiresAt ?? null,
  };
}

const none: TokenIntrospectOutput = {
  active: false,
  tokenId: null,
  userId: null,
  scopes: [],
  everyWorkspace: false,
  workspaceIds: [],
  expiresAt: null,
};
