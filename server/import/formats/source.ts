import { createReadStream } from 'node:fs';

/** A file that can be read from its beginning more than once. */
export type Source = { open(): AsyncIterable<Uint8Array> };

/** Reads a file in pieces of 64 KB; closing the iterator closes the file. */
export function fileSource(path: string): Source {
  return { open: () => createReadStream(path, { highWaterMark: 65_536 }) };
}
