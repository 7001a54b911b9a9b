import { and, eq, isNull, sql } from 'drizzle-orm';
import { accountLinks } from '../../db/schema/accounts.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { AccountLinkKind } from '../domain/enums.ts';

/** Ends the mailed links of the account of the running write, of one kind or of all: none of them works any more. */
export async function spendLinks(w: AccountCtx, kind?: AccountLinkKind): Promise<void> {
  await w.db
    .update(accountLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(accountLinks.userId, w.account.userId),
        isNull(accountLinks.usedAt),
        kind === undefined ? undefined : eq(accountLinks.kind, kind),
      ),
    );
}
