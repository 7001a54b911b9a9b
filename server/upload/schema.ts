import type { UploadId } from '../domain/ids.ts';

/** Bytes of one file. */
export const mostBytes = 200 * 1024 * 1024;

/** What one person may keep here at a time; each file is gone after an hour. */
export const mostLive = { files: 10, bytes: 1024 * 1024 * 1024 };

/** Files that one person, and all together, may be sending at a time. */
export const mostAtOnce = { person: 3, all: 16 };

export type UploadOutput = { uploadId: UploadId };
