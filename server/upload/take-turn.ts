import type { UploadId } from '../domain/ids.ts';

/** One process has the database, so all who wait are here. */
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
