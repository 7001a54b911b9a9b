import { and, eq, sql } from 'drizzle-orm';
import { credentials, users } from '../../db/schema/accounts.ts';
import type { Audit, AccountCtx } from '../changes/write-account.ts';
import { fold } from '../domain/fold.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { userColumns } from './rows.ts';
import type { UserOutput } from './schema.ts';
import { spendLinks } from './spend-links.ts';

/**
 * Gives the account of the running write another address, with which its person signs in from now on, and tells
 * the old one.
 * @throws CONFLICT naming `email` where another account has it
 */
export async function replaceEmail(
  w: AccountCtx,
  audit: Audit,
  email: string,
): Promise<UserOutput> {
  const { userId } = w.account;
  const emailFolded = fold(email);
  const [before] = await w.db.select(userColumns).from(users).where(eq(users.id, userId));
  const [user] = await w.db
    .update(users)
    .set({ email, emailFolded, version: sql`version + 1` })
    .where(eq(users.id, userId))
    .returning(userColumns);
  if (!before || !user) throw new Error('the account was not returned');
  await w.db
    .update(credentials)
    .set({ subject: emailFolded })
    .where(and(eq(credentials.issuer, 'password'), eq(credentials.userId, userId)));
  // Links that went to the old address are no proof any more.
  await spendLinks(w);
  const { name, locale } = user;
  const mail = {
    kind: 'email-changed',
    to: before.email,
    locale,
    values: { name, email },
  } as const;
  await queueMail(w, mail);
  audit('account.changeEmail', { before: { email: before.email }, after: { email } });
  return user;
}
