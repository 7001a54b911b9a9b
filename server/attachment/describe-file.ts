import { open } from 'node:fs/promises';
import { describeImage } from './describe-image.ts';
import type { ImageFacts } from './describe-image.ts';

/** Cameras put their own preview and colours before the size: a few hundred kilobytes. */
const headBytes = 1024 * 1024;

/** What picture a file is, by its first bytes. Nothing of it is decoded. */
export async function describeFile(path: string): Promise<ImageFacts | null> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    return describeImage(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
