import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini, S3ServiceError } from 's3mini';
import type { BucketEnv } from '../platform/env.ts';
import { CairnError } from '../platform/errors.ts';
import type { FileKey, FileStore } from './schema.ts';

/** Bytes of one part of a large file on its way, and how long one request may take until it is answered. */
const partBytes = 16 * 1024 * 1024;
const patienceMs = 120_000;

/** Keeps files in a bucket that speaks S3. Its address is the operator's own, so private networks are fine. */
export function openBucketStore(bucket: BucketEnv): FileStore {
  const s3 = new S3mini({
    endpoint: `${bucket.endpoint}/${bucket.name}`,
    region: bucket.region,
    accessKeyId: bucket.accessKeyId,
    secretAccessKey: bucket.secretAccessKey,
    requestSizeInBytes: partBytes,
    minPartSize: partBytes,
    fetch: fetchPatiently,
  });
  const nameOf = ({ workspaceId, fileId }: FileKey) => `attachments/${workspaceId}/${fileId}`;
  return {
    put: (key, path) =>
      told(async () => {
        const answer = await s3.putAnyObject(nameOf(key), await openAsBlob(path));
        if (!answer.ok) throw new Error(`the bucket answered ${answer.status}`);
      }),
    open: (key, range) =>
      told(async () => {
        const asking = range
          ? s3.getObjectRaw(nameOf(key), false, range.start, range.end + 1)
          : s3.getObjectRaw(nameOf(key));
        const answer = await asking.catch((error: unknown) => {
          if (isMissing(error)) return null;
          throw error;
        });
        return answer?.body ? Readable.fromWeb(answer.body as ReadableStream) : null;
      }),
    drop: (key) =>
      told(async () => {
        await s3.deleteObject(nameOf(key)).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
      }),
  };
}

/** Follows nobody elsewhere, for what is signed would go along, and gives up on a bucket that does not answer. */
async function fetchPatiently(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(
    () => patience.abort(new Error('the bucket did not answer')),
    patienceMs,
  );
  try {
    return await fetch(input, { ...init, redirect: 'error', signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** What the bucket refuses is a fault of the house, worth another try; what it answered is for the log alone. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = 'The place where files are kept is away. Try again in a moment.';
    throw new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 10, cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceError && error.status === 404 && error.code !== 'NoSuchBucket';
}
