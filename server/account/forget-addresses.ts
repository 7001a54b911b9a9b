import { and, eq, inArray, isNull, like, or, sql } from 'drizzle-orm';
import { accountAudit, accountLinks, sessions, users } from '../../db/schema/accounts.ts';
import { opResults } from '../../db/schema/changes.ts';
import { invites } from '../../db/schema/workspaces.ts';
import type { AccountCtx } from '../changes/write-account.ts';

/** What tells of addresses in the account's trail: what happened stays there, without them. */
const telling = ['account.changeEmail', 'account.requestEmail'];

/**
 * Takes the addresses, of mail and of networks, out of what outlives the account that is being deleted. Answers that
 * hold one go whole: nobody is left who could repeat the call.
 */
export async function forgetAddresses(w: AccountCtx): Promise<void> {
  const { userId } = w.account;
  await w.db.delete(accountLinks).where(eq(accountLinks.userId, userId));
  await w.db
    .update(sessions)
    .set({ address: null, userAgent: null })
    .where(eq(sessions.userId, userId));
  await w.db
    .update(accountAudit)
    .set({ details: {} })
    .where(and(eq(accountAudit.userId, userId), inArray(accountAudit.action, telling)));
  await w.db
    .delete(opResults)
    .where(
      and(
        eq(opResults.userId, userId),
        or(isNull(opResults.workspaceId), like(opResults.procedure, 'member.%')),
      ),
    );
  // Folded as `fold` does: invites keep addresses as they were typed.
  const theirs = sql`replace(lower(normalize(${invites.email}, NFKC)), 'ё', 'е') =
    (SELECT ${users.emailFolded} FROM ${users} WHERE ${users.id} = ${userId})`;
  await w.db
    .update(invites)
    .set({ email: null })
    .where(or(eq(invites.usedBy, userId), theirs));
}
