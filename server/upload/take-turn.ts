import type { UploadId } from '../domain/ids.ts';

/** Those who wait in this process. In two at once a file is stored twice, used up once, and the other copy is swept. */
const last = new Map<UploadId, Promise<unknown>>();

/** Runs `work` once nothing else stores this file: a file is used up once, so its copies would only be thrown away. */
export async function takeTurn<T>(uploadId: UploadId, work: () => Promise<T>): Promise<T> {
  const earlier = last.get(uploadId);
  const mine = Promise.allSettled([earlier]).then(work);
  last.set(uploadId, mine);
  try {
    return await mine;
  } finally {
    if (last.get(uploadId) === mine) last.delete(uploadId);
  }
}
