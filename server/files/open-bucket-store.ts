import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { BucketEnv } from '../platform/env.ts';
import { CairnError } from '../platform/errors.ts';
import { isMissing, openS3 } from '../platform/outgoing.ts';
import type { FileKey, FileStore } from './schema.ts';

/** Keeps files in a bucket that speaks S3. Its address is the operator's own, so private networks are fine. */
export function openBucketStore(bucket: BucketEnv): FileStore {
  const s3 = openS3(bucket);
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

/** What the bucket refuses is a fault of the house, worth another try; what it answered is for the log alone. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = 'The place where files are kept is away. Try again in a moment.';
    throw new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 10, cause });
  }
}
