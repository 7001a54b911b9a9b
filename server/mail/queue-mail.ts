import { mails } from '../../db/schema/accounts.ts';
import type { NewAccountCtx } from '../changes/write-account.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { MailId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { newId } from '../platform/ids.ts';
import { nudgeMail } from './nudge-mail.ts';
import type { MailInput } from './schema.ts';

/**
 * Writes a mail in the transaction of what it tells of: it goes out after the commit, at least once, and never if
 * that is rolled back. Nothing waits for it.
 * @param id where what the mail tells of knows it already
 * @returns false where this instance sends no mail: then nothing is written
 */
export async function queueMail(
  w: WriteCtx | NewAccountCtx,
  mail: MailInput,
  id: MailId = newId<MailId>(w.runtime.clock),
): Promise<boolean> {
  if (w.runtime.env.smtpUrl === null) return false;
  const { to, locale, kind, values } = mail;
  const { db } = bug('mail-at-once') ? w.runtime : w;
  await db.insert(mails).values({ id, kind, to, locale, values });
  nudgeMail(w.runtime);
  return true;
}
