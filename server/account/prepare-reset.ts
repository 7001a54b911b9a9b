import { and, eq, isNull, sql } from 'drizzle-orm';
import { accountLinks, users } from '../../db/schema/accounts.ts';
import { proveInstance } from '../auth/account.ts';
import { hashSecret, linkSecret } from '../auth/secret.ts';
import { liveUser } from '../auth/sessions.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Locale } from '../domain/enums.ts';
import { fold } from '../domain/fold.ts';
import type { LinkId, MailId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';

export type ResetMail = {
  kind: 'reset';
  to: string;
  locale: Locale;
  values: { name: string; linkId: LinkId };
};

/**
 * Makes the link for a new password, good for an hour, right before its mail is sent; a second try makes it good
 * for another hour. It goes to the address as the account has it: one that was typed may only look the same.
 * @returns null where nobody has the address, or the link was used already
 */
export async function prepareReset(
  ctx: Ctx,
  { mailId, email }: { mailId: MailId; email: string },
): Promise<ResetMail | null> {
  const userId = await findUser(ctx, email);
  if (userId === null) return null;
  const linkId = mailId as string as LinkId;
  const inside = { ...ctx, principal: { kind: 'system', userId } } as const;
  const writing = { action: 'account.requestReset', input: {}, guard: proveInstance } as const;
  try {
    return await writeAccount(inside, writing, async (w, audit) => {
      const secretHash = hashSecret(linkSecret(w.runtime.secrets.auth, linkId));
      const expiresAt = sql`now() + interval '1 hour'`;
      const made = await w.db
        .insert(accountLinks)
        .values({ id: linkId, userId, kind: 'password', secretHash, expiresAt })
        .onConflictDoUpdate({
          target: accountLinks.id,
          set: { expiresAt },
          setWhere: isNull(accountLinks.usedAt),
        })
        .returning({ id: accountLinks.id });
      const [user] = await w.db.select(columns).from(users).where(eq(users.id, userId));
      if (made.length === 0 || !user) return null;
      audit('account.requestReset');
      const { name, ...reader } = user;
      return { kind: 'reset', ...reader, values: { name, linkId } };
    });
  } catch (error) {
    // Closed or deleted since it was looked up.
    if (error instanceof CairnError && error.code === 'UNAUTHORIZED') return null;
    throw error;
  }
}

const columns = { to: users.email, locale: users.locale, name: users.name };

async function findUser(ctx: Ctx, email: string): Promise<UserId | null> {
  const [row] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailFolded, fold(email)), liveUser));
  return row?.id ?? null;
}
