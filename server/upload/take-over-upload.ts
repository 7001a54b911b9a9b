import type { Readable } from 'node:stream';
import { requirePlace } from './require-place.ts';
import type { UploadRow } from './scope.ts';
import { trackUploads } from './track-uploads.ts';
import type { Coming } from './track-uploads.ts';

/**
 * Runs `work` as the only one that handles a file. Whoever sends it already is cut off first and waited for: their
 * connection may have died without a word, and the newest sender knows best.
 * @param work is handed a function that takes the body whose destruction ends it
 */
export async function takeOverUpload<T>(
  { id, userId }: Pick<UploadRow, 'id' | 'userId'>,
  work: (watch: (body: Readable) => void) => Promise<T>,
): Promise<T> {
  const coming = trackUploads();
  for (let earlier = senderOf(id); earlier; earlier = senderOf(id)) {
    earlier.stop();
    await earlier.done;
  }
  requirePlace(userId);
  const bodies: Readable[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const stop = () => bodies.forEach((body) => body.destroy());
  const place: Coming = { userId, uploadId: id, bytes: 0, hasRow: true, stop, done };
  coming.add(place);
  try {
    return await work((body) => void bodies.push(body));
  } finally {
    coming.delete(place);
    resolve();
  }
}

function senderOf(id: UploadRow['id']): Coming | undefined {
  return [...trackUploads()].find(({ uploadId }) => uploadId === id);
}
