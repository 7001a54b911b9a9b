import { proveAccount } from '../auth/account.ts';
import { revokeToken as endToken } from '../auth/tokens.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { TokenId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { TokenRevokeInput } from './schema.ts';

/** Ends one of the caller's own tokens at once. */
export async function revokeToken(
  ctx: Ctx,
  input: TokenRevokeInput,
): Promise<{ tokenId: TokenId; revoked: true }> {
  return writeAccount(
    ctx,
    { action: 'token.revoke', input, guard: proveAccount },
    async (w, audit) => {
      if (!(await endToken(w.db, w.account.userId, input.tokenId))) throw notFound('token');
      audit('token.revoke', { tokenId: input.tokenId });
      return { tokenId: input.tokenId, revoked: true };
    },
  );
}
