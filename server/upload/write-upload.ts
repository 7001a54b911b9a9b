import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CairnError } from '../platform/errors.ts';

export type Taking = {
  /** Bytes that may still come. */
  most: number;
  tooLarge: () => CairnError;
  /** Sees each piece before it is written. */
  see?: (chunk: Buffer) => void;
};

/**
 * Writes a body to the end of a file, counted as it comes. What was written stays where it breaks off.
 * @returns how many bytes came
 * @throws PAYLOAD_TOO_LARGE; BAD_REQUEST where the sender broke off; SERVICE_UNAVAILABLE where the disk is full
 */
export async function writeUpload(
  body: Readable,
  file: FileHandle,
  { most, tooLarge, see }: Taking,
): Promise<number> {
  let size = 0;
  try {
    // Left open on a refusal: destroying it would cut the connection before the answer.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw tooLarge();
      see?.(chunk);
      await file.writeFile(chunk);
    }
    return size;
  } catch (error) {
    throw meaningOf(error);
  }
}

function meaningOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new CairnError('SERVICE_UNAVAILABLE', "The server's disk is full. Nothing was kept.", {
      retryAfter: 60,
      cause: error,
    });
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new CairnError('BAD_REQUEST', 'The file broke off. Nothing was kept.', { cause: error });
  return error;
}
