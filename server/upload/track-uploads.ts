import type { UploadId, UserId } from '../domain/ids.ts';

/** A file that is coming at this moment, with the bytes that it may have and no row speaks of yet. */
export type Coming = {
  userId: UserId;
  uploadId: UploadId | null;
  bytes: number;
  /** True once a row holds its room. */
  hasRow: boolean;
  /** Ends the sending: somebody else goes on with the same file. */
  stop: () => void;
  done: Promise<void>;
};

/** Those of this process: where there are several, what a person may send at once is as many times as much. */
const coming = new Set<Coming>();

/** The files that are coming at this moment. */
export function trackUploads(): Set<Coming> {
  return coming;
}
