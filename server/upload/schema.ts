import type { Readable } from 'node:stream';
import type { Action } from '../domain/policy.ts';
import type { UploadId } from '../domain/ids.ts';

/** What a file is sent for, with the right that its sender needs. */
export const purposes = {
  import: 'import.preview',
  attachment: 'attachment.add',
} as const satisfies Record<string, Action>;
export type UploadPurpose = keyof typeof purposes;

/** Bytes of one file to be imported; of one that is attached `FILES_MOST_MB` says it. */
export const mostBytes = 200 * 1024 * 1024;

/** What one person may keep here at a time; each file is gone an hour after it was last touched. */
export const mostLive = { files: 10, bytes: 1024 * 1024 * 1024 };

/** Files that one person, and all together, may be sending at a time. */
export const mostAtOnce = { person: 3, all: 16 };

export type UploadOutput = { uploadId: UploadId };

/** How far a file is that comes in pieces: `offset` bytes of `length` are kept. */
export type UploadState = UploadOutput & { offset: number; length: number };

/** Begins the sending; called once the caller is known and has room. */
export type Body = () => Readable;
