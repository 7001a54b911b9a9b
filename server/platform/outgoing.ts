import { lookup } from 'node:dns';
import { request } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { createTransport } from 'nodemailer';
import { S3mini, S3ServiceError } from 's3mini';
import type { BucketEnv, Env } from './env.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * The one module that connects to others. The mail server and the bucket are the operator's own configuration, so
 * they may have private addresses; what a person of the instance names may not.
 */
export type SmtpClient = {
  /** Resolves once the server has taken the mail. @throws Error with `responseCode` where it said no */
  send(mail: OutgoingMail): Promise<void>;
  /** Connects and signs in. @throws Error that says why it cannot */
  check(): Promise<void>;
  /** Ends the connections that it has. */
  close(): void;
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

/** So many mails are on their way at once, each over a connection of its own. */
export const mailsAtOnce = 5;

/**
 * The mail server of `SMTP_URL`; null where none is configured. Connects where there is something to send; one mail
 * follows another over a connection. What it breaks off is not sent again: whoever sends tries again by themselves.
 */
export function openSmtp({ smtpUrl, mailFrom }: Pick<Env, 'smtpUrl' | 'mailFrom'>) {
  if (smtpUrl === null || mailFrom === null) return null;
  const transport = createTransport(
    {
      ...patience,
      url: smtpUrl,
      pool: true,
      maxConnections: mailsAtOnce,
      maxRequeues: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: mailFrom, headers: { 'auto-submitted': 'auto-generated' } },
  );
  return {
    send: async ({ to, ...mail }: OutgoingMail) => {
      await transport.sendMail({ ...mail, to: { name: '', address: to } });
    },
    check: async () => {
      await transport.verify();
    },
    close: () => transport.close(),
  } satisfies SmtpClient;
}

/** Bytes of one part of a large file on its way, and how long one request may take until it is answered. */
const partBytes = 16 * 1024 * 1024;
const bucketPatience = 120_000;

/** The bucket of `S3_*`. */
export function openS3(bucket: BucketEnv): S3mini {
  return new S3mini({
    endpoint: `${bucket.endpoint}/${bucket.name}`,
    region: bucket.region,
    accessKeyId: bucket.accessKeyId,
    secretAccessKey: bucket.secretAccessKey,
    requestSizeInBytes: partBytes,
    minPartSize: partBytes,
    fetch: fetchPatiently,
  });
}

/** True where the bucket says that it has no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceError && error.status === 404 && error.code !== 'NoSuchBucket';
}

/** Follows nobody elsewhere, for what is signed would go along, and gives up on a bucket that does not answer. */
async function fetchPatiently(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(
    () => patience.abort(new Error('the bucket did not answer')),
    bucketPatience,
  );
  try {
    return await fetch(input, { ...init, redirect: 'error', signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Sends to addresses that people of the instance named. */
export type Poster = {
  /**
   * One POST over TLS, which follows nobody elsewhere; of the answer its head alone is read.
   * @throws Error where nobody answers within 10 s, or the name leads to a machine that is not public
   */
  post(url: string, message: Posted): Promise<{ status: number; retryAfter: string | null }>;
};
export type Posted = { headers: Record<string, string>; body: Buffer };

/** Milliseconds until a push service has answered. */
const posterPatience = 10_000;

type Reach = {
  /** What may be connected to; public addresses alone unless said, which only a test does. */
  isAllowed?: (address: string) => boolean;
  /** Whose certificates are believed, where it is not those that Node comes with. */
  ca?: Buffer;
};

/**
 * The way to push services. A name is looked up for the connection itself, so what was looked at is what is connected
 * to; and no connection is kept, so none outlives a name that leads elsewhere.
 */
export function openPoster({ isAllowed = isPublicAddress, ca }: Reach = {}): Poster {
  const post: Poster['post'] = (url, { headers, body }) =>
    new Promise((resolve, reject) => {
      const { protocol, hostname } = new URL(url);
      const literal = hostname.replace(/^\[(.*)\]$/, '$1');
      // What is an address already is not looked up.
      if (protocol !== 'https:' || (isIP(literal) !== 0 && !isAllowed(literal)))
        throw new Error(notPublic);
      const asked = request(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': body.length },
          agent: false,
          lookup: lookingUp(isAllowed),
          signal: AbortSignal.timeout(posterPatience),
          maxHeaderSize: 16_384,
          ...(ca && { ca }),
        },
        (answer) => {
          const { statusCode = 0, headers: said } = answer;
          answer.destroy();
          resolve({ status: statusCode, retryAfter: said['retry-after'] ?? null });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  return { post };
}

const notPublic = 'its address is no public one';

/** Looks a name up, and knows of its addresses only those that are allowed. */
const lookingUp =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) return done(new Error(notPublic), []);
      if (options.all) return done(null, allowed);
      return done(null, first.address, first.family);
    });
