import type { OpId } from '../../../server/domain/ids.ts';
import { createCell } from './cell.ts';

/** Why a file was not added; `message` is the server's own. */
export type FileProblem =
  | { kind: 'empty' | 'gone' | 'many' | 'taskGone' | 'forbidden' }
  | { kind: 'tooLarge' | 'noRoom'; bytes: number }
  | { kind: 'refused'; message: string };

/** Bytes of files that a device keeps at the same time, whosever they are. */
export const mostKept = 100 * 1024 * 1024;

/** Stands for the comment that is being written, which has no id yet. */
export const inComposer = 'composer';

/** A file that is to be sent, as this device keeps it until it hangs on its task. */
export type KeptFile = {
  /** Of the attachment that it is to be. */
  id: string;
  userId: string;
  /** The tab in which the comment is being written on which it is to go. */
  tab: string;
  workspaceId: string;
  taskId: string;
  /** Of the comment on which it goes; `inComposer` while that is still being written. */
  commentId: string | null;
  name: string;
  size: number;
  /** Milliseconds since 1970. */
  madeAt: number;
  /** Where the server keeps what was sent, and the operation that hangs just that on the task. */
  sending: { url: string; opId: OpId } | null;
  /** True once all of it is there: that operation may have been done. */
  isSent: boolean;
  problem: FileProblem | null;
};

/** A file on its way, as this page knows it. */
export type ComingFile = KeptFile & {
  /** Bytes that are there. */
  done: number;
  state: 'waiting' | 'sending' | 'resting' | 'sent' | 'saving' | 'added' | 'failed';
  /** Whether it outlives the page; null before that is known. */
  isKept: boolean | null;
};

/** All files on their way, in the order in which they were given. */
export const comingFiles = createCell<readonly ComingFile[]>([]);

/** The ids of those whose row is on the screen: it tells of them itself. */
export const seenFiles = new Set<string>();

/** Those that are not saved, but for what goes with a comment that is still being written. */
export const waitingOf = (files: readonly ComingFile[]): ComingFile[] =>
  files.filter((one) => !['added', 'failed'].includes(one.state) && one.commentId !== inComposer);

/** Those that were refused, and that the person has not seen to yet. An empty one is nothing to lose. */
export const refusedOf = (files: readonly ComingFile[]): ComingFile[] =>
  files.filter(({ state, problem }) => state === 'failed' && problem?.kind !== 'empty');

/** True where a file would be lost with the page. */
export const hasUnkeptFiles = (): boolean =>
  comingFiles
    .get()
    .some(
      ({ state, isKept, problem }) => !isKept && state !== 'added' && problem?.kind !== 'empty',
    );
