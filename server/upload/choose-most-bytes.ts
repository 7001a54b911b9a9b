import type { Runtime } from '../platform/runtime.ts';
import { mostBytes } from './schema.ts';
import type { UploadPurpose } from './schema.ts';

/** How many bytes a file may have, by what it is sent for, however it is sent. */
export function chooseMostBytes({ env }: Pick<Runtime, 'env'>, purpose: UploadPurpose): number {
  return purpose === 'attachment' ? env.filesMost.file : mostBytes;
}
