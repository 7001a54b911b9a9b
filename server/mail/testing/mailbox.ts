import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire, and as a mail program shows it. */
export type Received = {
  /** The addresses of the envelope. */
  to: string[];
  /** Every header by its name in lower case, as often as it stands there. */
  headers: Map<string, string[]>;
  subject: string;
  text: string;
  html: string;
  raw: string;
};

export type Mailbox = {
  port: number;
  /** What was taken. */
  mails: Received[];
  /** Ids of all mails that came to be read, taken or not. */
  offered: string[];
  close(): Promise<void>;
};

/** How it answers: to a recipient, and once a mail was read. `hang` never answers. */
export type Manners = {
  /** Whom it lets in; everybody where nobody is named. */
  account?: { user: string; password: string };
  /** So many connections at a time; further ones are turned away. */
  most?: number;
  recipient?: (address: string) => number | null;
  data?: (mail: Received) => number | 'hang' | null;
};

/** A real mail server on loopback that keeps what it is sent. @param port a certain one, or any free */
export async function openMailbox(manners: Manners = {}, port = 0): Promise<Mailbox> {
  const mails: Received[] = [];
  const offered: string[] = [];
  const refuse = (code: number) => Object.assign(new Error('no'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: manners.account === undefined,
    ...(manners.most !== undefined && { maxClients: manners.most }),
    allowInsecureAuth: true,
    closeTimeout: 200,
    disabledCommands: manners.account ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    onAuth({ username, password }, _, done) {
      const isRight = username === manners.account?.user && password === manners.account?.password;
      if (isRight) done(null, { user: username });
      else done(refuse(535));
    },
    onRcptTo({ address }, _, done) {
      const code = manners.recipient?.(address) ?? null;
      if (code === null) done();
      else done(refuse(code));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const mail = read(Buffer.concat(chunks).toString('latin1'), to);
        offered.push(mail.headers.get('message-id')?.[0] ?? '');
        const answer = manners.data?.(mail) ?? null;
        if (answer === 'hang') return;
        if (answer !== null) return done(refuse(answer));
        mails.push(mail);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    offered,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function read(raw: string, to: string[]): Received {
  const whole = part(raw);
  const kind = whole.headers.get('content-type')?.[0] ?? '';
  const [, boundary = ''] = /boundary="?([^";]+)"?/.exec(kind) ?? [];
  const parts = whole.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((text) => part(text.trimStart()));
  const of = (type: string) => {
    const found = parts.find(({ headers }) => headers.get('content-type')?.[0]?.startsWith(type));
    return found ? decoded(found) : '';
  };
  const subject = words(whole.headers.get('subject')?.[0] ?? '');
  return {
    to,
    headers: whole.headers,
    subject,
    text: of('text/plain'),
    html: of('text/html'),
    raw,
  };
}

type Part = { headers: Map<string, string[]>; body: string };

function part(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return { headers, body: raw.slice(end + 4) };
}

/** RFC 2045, 6.7 and 6.8. */
function decoded({ headers, body }: Part): string {
  const how = headers.get('content-transfer-encoding')?.[0] ?? '';
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return how === 'quoted-printable' ? quoted(body.replaceAll(/=\r\n/g, '')) : body;
}

function quoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** RFC 2047: encoded words; the space between two of them is none. */
function words(text: string): string {
  return text
    .replaceAll(/(\?=)\s+(=\?)/g, '$1$2')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, value: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(value, 'base64').toString('utf8')
        : quoted(value.replaceAll('_', ' ')),
    );
}
