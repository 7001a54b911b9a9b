import { and, eq, isNull, sql } from 'drizzle-orm';
import { accountLinks } from '../../db/schema/accounts.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { AccountLinkKind } from '../domain/enums.ts';
import type { UserId } from '../domain/ids.ts';

export type Spent = { kind?: AccountLinkKind; userId?: UserId };

/**
 * Ends mailed links, of one kind or of all, of the account of the running write or of another that it closes: none
 * of them works any more.
 */
export async function spendLinks(
  w: AccountCtx,
  { kind, userId = w.account.userId }: Spent = {},
): Promise<void> {
  await w.db
    .update(accountLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(accountLinks.userId, userId),
        isNull(accountLinks.usedAt),
        kind === undefined ? undefined : eq(accountLinks.kind, kind),
      ),
    );
}
