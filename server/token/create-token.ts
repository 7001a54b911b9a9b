import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { tokens } from '../../db/schema/accounts.ts';
import { members, workspaces } from '../../db/schema/workspaces.ts';
import { proveAccount } from '../auth/account.ts';
import { createToken as storeToken } from '../auth/tokens.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { TokenId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tokenColumns } from './rows.ts';
import type { TokenCreateInput, TokenCreateOutput, TokenOutput } from './schema.ts';

/** The secret is remembered by nobody: for a repeated `opId` it is null. */
type Made = { token: TokenOutput; secret: string | null };

/** A person may have this many tokens that still work. */
const maxTokens = 200;

/**
 * Makes a program's token. The secret is in this answer and nowhere else: a repeated `opId` cannot show it again.
 * @throws BAD_REQUEST naming a workspace that the caller is not in, or an expiry that has passed
 */
export async function createToken(ctx: Ctx, input: TokenCreateInput): Promise<TokenCreateOutput> {
  const { token, secret } = await writeAccount<Made>(
    ctx,
    {
      action: 'token.create',
      input,
      guard: proveAccount,
      remember: ({ token }: Made): Made => ({ token, secret: null }),
    },
    async (w, audit) => {
      await requireRoom(w);
      await requireMemberships(w, input.workspaceIds ?? []);
      if (input.expiresAt && input.expiresAt <= w.now)
        throw badField(['expiresAt'], 'has passed already');
      const tokenId = newId<TokenId>(w.runtime.clock);
      const { secret } = await storeToken(w.db, {
        id: tokenId,
        userId: w.account.userId,
        name: input.name,
        scopes: [...new Set(input.scopes)],
        workspaceIds: input.workspaceIds ?? null,
        expiresAt: input.expiresAt ?? null,
      });
      audit('token.create', { tokenId, name: input.name, scopes: input.scopes });
      const [token] = await w.db.select(tokenColumns).from(tokens).where(eq(tokens.id, tokenId));
      if (!token) throw new Error('the new token was not returned');
      return { token, secret };
    },
  );
  if (secret === null) {
    throw new CairnError(
      'CONFLICT',
      'This opId made a token already, whose secret cannot be shown again. Revoke it and make another.',
      {
        current: token,
      },
    );
  }
  return { token, secret };
}

async function requireRoom(w: AccountCtx): Promise<void> {
  const [row] = await w.db
    .select({ count: sql<number>`count(*)::int` })
    .from(tokens)
    .where(and(eq(tokens.userId, w.account.userId), isNull(tokens.revokedAt)));
  if ((row?.count ?? 0) >= maxTokens)
    throw new CairnError('CONFLICT', `You have ${maxTokens} tokens. Revoke one first.`);
}

async function requireMemberships(w: AccountCtx, workspaceIds: WorkspaceId[]): Promise<void> {
  if (workspaceIds.length === 0) return;
  const found = await w.db
    .select({ id: members.workspaceId })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(
      and(
        eq(members.userId, w.account.userId),
        inArray(members.workspaceId, workspaceIds),
        isNull(members.removedAt),
        isNull(workspaces.deletedAt),
      ),
    );
  const missing = workspaceIds.findIndex(
    (workspaceId) => !found.some((row) => row.id === workspaceId),
  );
  if (missing !== -1)
    throw badField(['workspaceIds', missing], 'is not a workspace that you are in');
}
