import { createCell } from '../../_client/store/cell.ts';

/** Why a file was not added; `message` is the server's own. */
export type FileProblem =
  | { kind: 'empty' | 'gone' | 'many' | 'notAdded' }
  | { kind: 'tooLarge' | 'noRoom'; bytes: number }
  | { kind: 'refused'; message: string };

/** Stands for the comment that is being written, which has no id yet. */
export const inComposer = 'composer';

/** A file on its way. */
export type ComingFile = {
  /** Of the attachment that it is to be. */
  id: string;
  workspaceId: string;
  taskId: string;
  /** Of the comment on which it goes; `inComposer` while that is still being written. */
  commentId: string | null;
  file: File;
  /** Where the server keeps what was sent. */
  url: string | null;
  uploadId: string | null;
  /** Bytes that are there. */
  done: number;
  state: 'waiting' | 'sending' | 'resting' | 'sent' | 'saving' | 'added' | 'failed';
  problem: FileProblem | null;
};

/** All files on their way, in the order in which they were given. */
export const comingFiles = createCell<readonly ComingFile[]>([]);

export function changeComing(id: string, change: Partial<ComingFile>): void {
  comingFiles.set(comingFiles.get().map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function comingFile(id: string): ComingFile | undefined {
  return comingFiles.get().find((one) => one.id === id);
}

export function removeComing(id: string): void {
  comingFiles.set(comingFiles.get().filter((one) => one.id !== id));
}
