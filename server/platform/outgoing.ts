import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Env } from './env.ts';

/**
 * The one module that connects to others. The mail server is the operator's own configuration, so it may have a
 * private address; what a person of the instance names may not.
 */
export type SmtpClient = {
  /** Resolves once the server has taken the mail. @throws Error with `responseCode` where it said no */
  send(mail: OutgoingMail): Promise<void>;
  /** Connects and signs in. @throws Error that says why it cannot */
  check(): Promise<void>;
};

/** One mail as it goes out. Its address is one, and never parsed out of a text. */
export type OutgoingMail = {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
};

/** Milliseconds: a server that hangs holds up the mails behind. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** The mail server of `SMTP_URL`; null where none is configured. Connects for each mail anew. */
export function openSmtp({ smtpUrl, mailFrom }: Pick<Env, 'smtpUrl' | 'mailFrom'>) {
  if (smtpUrl === null || mailFrom === null) return null;
  const transport = createTransport(
    { ...patience, url: smtpUrl, disableFileAccess: true, disableUrlAccess: true },
    { from: mailFrom, headers: { 'auto-submitted': 'auto-generated' } },
  );
  return {
    send: async ({ to, ...mail }: OutgoingMail) => {
      await transport.sendMail({ ...mail, to: { name: '', address: to } });
    },
    check: async () => {
      await transport.verify();
    },
  } satisfies SmtpClient;
}

export type Address = { host: string; port: number };
type Said = { text: string | null; trouble: string | null };

/** Sends a few bytes to a service of the operator's and tells what it answers first, within three seconds. */
export function knock(
  { host, port }: Address,
  { tls, send }: { tls: boolean; send: string },
): Promise<Said> {
  return new Promise((resolve) => {
    const socket: Socket = tls
      ? connectTls({ host, port, servername: host })
      : connect({ host, port });
    const end = (said: Said) => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(3000, () => end({ text: null, trouble: 'no answer in time' }));
    socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(send));
    socket.once('data', (chunk: Buffer) => end({ text: chunk.toString('latin1'), trouble: null }));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({ text: null, trouble: error.code ?? error.message }),
    );
    socket.once('close', () => end({ text: null, trouble: 'closed at once' }));
  });
}
