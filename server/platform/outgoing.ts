import { createTransport } from 'nodemailer';
import { S3mini, S3ServiceError } from 's3mini';
import type { BucketEnv, Env } from './env.ts';

/**
 * The one module that connects to others. The mail server and the bucket are the operator's own configuration, so
 * they may have private addresses; what a person of the instance names may not.
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
