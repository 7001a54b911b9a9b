import { proveAccount } from '../auth/account.ts';
import { findToken } from '../auth/caller.ts';
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
  const found = await findToken(ctx, input.secret);
  if (found?.principal.kind !== 'token') return none;
  const { tokenId, userId, scopes, workspaceIds } = found.principal;
  return {
    active: true,
    tokenId,
    userId,
    scopes,
    everyWorkspace: workspaceIds === null,
    workspaceIds: workspaceIds ?? [],
    expiresAt: found.expiresAt,
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
