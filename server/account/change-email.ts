import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { accountLinks, users } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { passwordHashOf, provePassword, wrongPassword } from '../auth/prove-password.ts';
import { hashSecret, linkSecret } from '../auth/secret.ts';
import { newAddressGauges, reserveAttempt } from '../auth/throttle.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Audit, AccountCtx } from '../changes/write-account.ts';
import { fold } from '../domain/fold.ts';
import type { LinkId, UserId } from '../domain/ids.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { replaceEmail } from './replace-email.ts';
import { userColumns } from './rows.ts';
import type { EmailChangeInput, EmailChangeOutput } from './schema.ts';
import { spendLinks } from './spend-links.ts';

const action = 'account.changeEmail';

/**
 * Gives the caller another address: once the link that goes there is followed, or at once where the instance sends
 * no mail.
 * @throws FORBIDDEN naming `password` where it is wrong; CONFLICT naming `email` where another account has it;
 * TOO_MANY_REQUESTS to who asks often, whatever came of it
 */
export async function changeEmail(ctx: Ctx, input: EmailChangeInput): Promise<EmailChangeOutput> {
  const { userId } = await proveAccount(ctx, action);
  const field = 'password';
  const proved = await provePassword(ctx, { userId, password: input.password, field });
  await limitAddresses(ctx, userId, input.email);
  const { password: _, ...remembered } = input;
  const writing = { action, input: remembered, guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    if ((await passwordHashOf(w, userId)) !== proved) throw wrongPassword(field);
    const [user] = await w.db.select(userColumns).from(users).where(eq(users.id, userId));
    if (user?.email === input.email) throw badField(['email'], 'is your address already');
    await requireFree(w, input.email);
    if (w.runtime.env.smtpUrl === null)
      return { state: 'changed', user: await replaceEmail(w, audit, input.email) };
    return sendLink(w, audit, input.email);
  });
}

/** Nobody's mailbox is filled from here, and nobody finds out who has an account, with mail or without. */
async function limitAddresses(ctx: Ctx, userId: UserId, email: string): Promise<void> {
  const retryAfter = await reserveAttempt(ctx.runtime, newAddressGauges(userId, fold(email)));
  if (retryAfter === 0) return;
  const message = `Other addresses were asked for often. Try again in ${retryAfter} s.`;
  throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
}

async function requireFree(w: AccountCtx, email: string): Promise<void> {
  const taken = await w.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.emailFolded, fold(email)),
        isNull(users.deletedAt),
        ne(users.id, w.account.userId),
      ),
    );
  if (taken.length === 0) return;
  const message = 'an account with this address exists already';
  throw new CairnError('CONFLICT', `email: ${message}`, { issues: [{ path: ['email'], message }] });
}

/** The last link that was asked for is the one that works. */
async function sendLink(w: AccountCtx, audit: Audit, email: string): Promise<EmailChangeOutput> {
  const { userId } = w.account;
  await spendLinks(w, { kind: 'email' });
  const id = newId<LinkId>(w.runtime.clock);
  const secretHash = hashSecret(linkSecret(w.runtime.secrets.auth, id));
  const expiresAt = sql`now() + interval '1 hour'`;
  await w.db
    .insert(accountLinks)
    .values({ id, userId, kind: 'email', email, secretHash, expiresAt });
  const [user] = await w.db.select(userColumns).from(users).where(eq(users.id, userId));
  if (!user) throw new Error('the account was not returned');
  const { name, locale } = user;
  const mail = { kind: 'confirm-email', to: email, locale, values: { name, linkId: id } } as const;
  await queueMail(w, mail);
  audit('account.requestEmail', { email });
  return { state: 'sent', user };
}
