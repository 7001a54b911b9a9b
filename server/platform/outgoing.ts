import { createTransport } from 'nodemailer';
import type { Env } from './env.ts';

/*
 * The one module that connects to others, with who may connect where. The mail server is the operator's own
 * configuration, so it may have a private address; what a person of the instance names may not.
 */

/** One mail as it goes out. Addresses are one each, and never parsed out of a text. */
export type OutgoingMail = {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
};

export type SmtpClient = {
  /** Resolves once the server has taken the mail. @throws Error with `responseCode` where it said no */
  send(mail: OutgoingMail): Promise<void>;
};

/** Milliseconds: a server that hangs holds up the mails behind. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** The mail server of `SMTP_URL`; null where none is configured. Connects for each mail anew. */
export function openSmtp({ smtpUrl, mailFrom }: Env): SmtpClient | null {
  if (smtpUrl === null || mailFrom === null) return null;
  const transport = createTransport(
    { ...patience, url: smtpUrl, disableFileAccess: true, disableUrlAccess: true },
    { from: mailFrom, headers: { 'auto-submitted': 'auto-generated' } },
  );
  return {
    send: async ({ to, ...mail }) => {
      await transport.sendMail({ ...mail, to: { name: '', address: to } });
    },
  };
}
