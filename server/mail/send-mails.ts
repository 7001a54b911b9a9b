import { eq, sql } from 'drizzle-orm';
import { mails } from '../../db/schema/accounts.ts';
import { prepareReset } from '../account/prepare-reset.ts';
import { mailedInviteSecret } from '../auth/invite-secret.ts';
import type { MailId } from '../domain/ids.ts';
import { isOpenInvite } from '../invite/scope.ts';
import { bug } from '../platform/bugs.ts';
import { systemContext } from '../platform/context.ts';
import { mailsAtOnce } from '../platform/outgoing.ts';
import type { SmtpClient } from '../platform/outgoing.ts';
import type { Runtime } from '../platform/runtime.ts';
import { prepareReminder } from '../reminder/prepare-reminder.ts';
import { composeMail } from './compose-mail.ts';
import type { Addressed } from './compose-mail.ts';
import { mailInput } from './schema.ts';
import { trackMail } from './track-mail.ts';

type Claimed = { id: MailId; attempts: number; isOld: boolean; mail: unknown };

/** Sends all that is due, some at a time. A mail that fails waits for its next try and holds up none. */
export async function sendMails(runtime: Runtime, smtp: SmtpClient): Promise<void> {
  // Mostly there is nothing: one look says so.
  const first = await next(runtime);
  if (first === null) return;
  const others = Array.from({ length: mailsAtOnce - 1 }, () => next(runtime));
  const crew = { size: mailsAtOnce };
  const ends = await Promise.allSettled(
    [first, ...others].map((taken) => sendFrom(runtime, { smtp, crew }, taken)),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Those who send at the same time. */
type Crew = { smtp: SmtpClient; crew: { size: number } };

/** Sends one after another, from the first on. After a failure it goes, but for the last: the server may take fewer at once. */
async function sendFrom(
  runtime: Runtime,
  { smtp, crew }: Crew,
  first: Claimed | null | Promise<Claimed | null>,
): Promise<void> {
  for (let claimed = await first; claimed !== null; claimed = await next(runtime)) {
    const isOver = await attempt(runtime, smtp, claimed);
    if (isOver) await endMail(runtime, claimed.id);
    else if (crew.size > 1) break;
  }
  crew.size -= 1;
}

/** Null where nothing is due, or nothing more is to be begun. */
async function next(runtime: Runtime): Promise<Claimed | null> {
  return trackMail(runtime).stopped ? null : claim(runtime);
}

/**
 * Takes the next mail, and says when it is tried again before it is tried: a crash in between is a failed try. What
 * another process takes at this moment is passed over.
 */
async function claim({ db }: Runtime): Promise<Claimed | null> {
  const next = sql`(SELECT id FROM mails WHERE due_at <= now() ORDER BY due_at, id LIMIT 1
    ${bug('mail-taken-twice') ? sql`` : sql`FOR UPDATE SKIP LOCKED`})`;
  const [row] = await db
    .update(mails)
    .set({
      attempts: sql`${mails.attempts} + 1`,
      dueAt: sql`now() + least(5 * power(2, least(${mails.attempts}, 20)), 1800) * interval '1 second'`,
    })
    .where(eq(mails.id, next))
    .returning({
      id: mails.id,
      attempts: mails.attempts,
      isOld: sql<boolean>`${mails.createdAt} < now() - interval '1 day'`,
      kind: mails.kind,
      to: mails.to,
      locale: mails.locale,
      values: mails.values,
    });
  if (!row) return null;
  const { id, attempts, isOld, ...mail } = row;
  return { id, attempts, isOld, mail };
}

/** @returns true where it is over with this mail */
async function attempt(
  runtime: Runtime,
  smtp: SmtpClient,
  { id, attempts, isOld, mail }: Claimed,
): Promise<boolean> {
  if (isOld) {
    runtime.log.error(
      { mailId: id, attempts },
      'a mail was given up: it could not be sent for a day',
    );
    return true;
  }
  try {
    const found = await addressee(runtime, id, mail);
    if (found === null) return true;
    await smtp.send(composeMail(runtime, id, found));
    return true;
  } catch (error) {
    const refused = isRefusedForGood(error);
    const said = { err: error, mailId: id, attempts };
    if (refused) runtime.log.error(said, 'a mail was given up: the server never takes it');
    else runtime.log.warn(said, 'a mail could not be sent and will be tried again');
    return refused;
  }
}

/** Who gets it and what it says; null where it is for nobody, or what it tells of ended meanwhile. */
async function addressee(runtime: Runtime, id: MailId, stored: unknown): Promise<Addressed | null> {
  const mail = mailInput.parse(stored);
  if (mail.kind === 'invite') {
    const { secret } = mailedInviteSecret(runtime.secrets.auth, id);
    return (await isOpenInvite(systemContext(runtime, null), secret)) ? mail : null;
  }
  if (mail.kind === 'reminder')
    return prepareReminder(runtime, { mailId: id, workspaceId: mail.values.workspaceId });
  if (mail.kind !== 'reset') return mail;
  return prepareReset(systemContext(runtime, null), { mailId: id, email: mail.to });
}

/** RFC 5321, 4.2.1: a 5yz answer to the recipient's address is one that no repetition changes. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('command' in error) || !('responseCode' in error))
    return false;
  const { command, responseCode } = error;
  return command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500;
}

async function endMail({ db }: Runtime, id: MailId): Promise<void> {
  await db
    .update(mails)
    .set({ dueAt: null, endedAt: sql`now()`, to: '', values: {} })
    .where(eq(mails.id, id));
}
