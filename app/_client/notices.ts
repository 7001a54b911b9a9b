import type { WriteName } from './contract.ts';

/** What a notice can tell; the shell says it in the person's language. */
export type Notice =
  /** Something was done that can be taken back. */
  | { kind: 'done'; what: DoneWhat; values?: Record<string, string | number>; undo: () => void }
  /** The server refused an operation: it was taken back here. `text` is what would be lost. */
  | {
      kind: 'refused';
      procedure: WriteName;
      code: string;
      message: string;
      text: string | null;
      more: number;
    }
  /** A file was not added: it waits among what needs attention. */
  | { kind: 'fileRefused'; name: string }
  /** The browser does not promise to keep what waits on this device. */
  | { kind: 'unpromised' }
  /** An undo did nothing or only a part. */
  | { kind: 'undone'; applied: number; skipped: number; purged: boolean }
  /** A gesture was taken back: what offered that can go. */
  | { kind: 'takenBack' }
  /** A workspace is not this person's to see any more. */
  | { kind: 'lost'; name: string }
  /** Something went as asked and is told once. */
  | { kind: 'told'; what: 'nothingToUndo' | 'nothingToRedo' };

export type DoneWhat =
  | 'taskDeleted'
  | 'tasksDeleted'
  | 'taskCompleted'
  | 'tasksCompleted'
  | 'taskCancelled'
  | 'occurrenceSkipped'
  | 'repeatPaused'
  | 'repeatResumed'
  | 'taskMoved'
  | 'tasksMoved'
  | 'tasksChanged'
  | 'tasksReopened'
  | 'tasksCancelled'
  | 'titleReplaced'
  | 'nameReplaced'
  | 'taskAdded'
  | 'tasksAdded'
  | 'projectDeleted'
  | 'projectArchived'
  | 'sectionDeleted'
  | 'labelDeleted'
  | 'viewDeleted'
  | 'planCleared'
  | 'commentDeleted'
  | 'relationRemoved'
  | 'attachmentDeleted'
  | 'groupUndone'
  | 'groupPartlyUndone'
  | 'importUndone'
  | 'reminderRemoved';

const listeners = new Set<(notice: Notice) => void>();

/** Tells the person something. */
export function notify(notice: Notice): void {
  for (const listener of listeners) listener(notice);
}

/** Hears all notices. @returns a way to stop */
export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
