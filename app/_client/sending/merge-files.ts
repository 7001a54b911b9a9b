import { inComposer } from '../store/coming-files.ts';
import type { ComingFile, KeptFile } from '../store/coming-files.ts';

/** What the page knows of files, once it has read again which of them the device keeps. */
export function mergeFiles(
  here: readonly ComingFile[],
  kept: readonly KeptFile[],
): readonly ComingFile[] {
  const known = new Map(here.map((one) => [one.id, one]));
  const ids = new Set(kept.map(({ id }) => id));
  const now = kept.map((file): ComingFile => {
    const before = known.get(file.id);
    const state = stateOf(file, before);
    const done = state === 'sent' ? file.size : (before?.done ?? 0);
    return { ...file, state, done, isKept: true };
  });
  // What the device keeps no more was seen to in another tab.
  const others = here.filter((one) => !ids.has(one.id) && (!one.isKept || one.state === 'added'));
  return [...now, ...others].toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
}

function stateOf(file: KeptFile, before: ComingFile | undefined): ComingFile['state'] {
  if (file.problem) return 'failed';
  const isForComposer = file.commentId === inComposer;
  const wasOver = before?.state === 'failed' || (before?.state === 'sent' && !isForComposer);
  if (before && !wasOver) return before.state;
  return file.isSent && isForComposer ? 'sent' : 'waiting';
}
