import type { InputOf, OutputOf } from '../contract.ts';
import { notify } from '../notices.ts';
import { callErrorOf, isPassing } from '../sending/call-error.ts';
import { send } from '../sending/send.ts';
import { outbox } from '../sending/sync.ts';
import { orderImport, readImport, sendOrder, showImported } from './imports.ts';
import type { ImportState } from './imports.ts';
import { tellSignedOut } from './tell-signed-out.ts';
import { pushDone } from './undo-stack.ts';
import type { Gesture } from './undo-stack.ts';
import { tellUndone, undoGesture } from './undo.ts';

/** A change of the history, or all that was done together with it. */
export type Undoable = Pick<InputOf<'change.undo'>, 'workspaceId' | 'changeId' | 'groupId'>;
export type UndoPreview = OutputOf<'change.undo'>;

/** So long, in milliseconds, the server may take to try a long group out. */
const longestTrial = 120_000;

/** What an undo would set back and what it would leave; changes nothing. @throws CallError */
export async function previewUndo(what: Undoable): Promise<UndoPreview> {
  const tried = send('change.undo', { ...what, dryRun: true }, longestTrial);
  return (await tried.catch(tellSignedOut)) as UndoPreview;
}

/**
 * Takes back what stands in the history, and tells what became of it, with what takes that back again.
 * @returns whether it was taken back, wholly or in part
 */
export async function undoChange(what: Undoable): Promise<boolean> {
  const { opId, outcome } = outbox.run('change.undo', what);
  const answer = await outcome;
  if (!answer.ok) return false;
  const { applied, skipped, change: group } = answer.output;
  if (group === null) {
    tellUndone({ applied, skipped });
    return false;
  }
  const { workspaceId } = what;
  const told = skipped.length > 0 ? 'groupPartlyUndone' : 'groupUndone';
  tellDone({ workspaceId, groupId: opId }, told, {
    count: applied.length,
    skipped: skipped.length,
  });
  return true;
}

export type UndoProblem = 'big' | 'offline' | 'old' | 'gone' | 'forbidden' | 'failed';

/** Why the server did not try it out, or undo it. */
export function undoProblemOf(cause: unknown): UndoProblem {
  const error = callErrorOf(cause);
  if (error.code === 'PAYLOAD_TOO_LARGE') return 'big';
  if (error.code === 'NOT_FOUND') return 'gone';
  if (error.code === 'FORBIDDEN') return 'forbidden';
  // Of these two fields the server refuses nothing but their age.
  const isAge = error.issues.some(({ path }) => path[0] === 'groupId' || path[0] === 'changeId');
  if (isAge) return 'old';
  return isPassing(error) ? 'offline' : 'failed';
}

/** Begins to take an import back, by the steps of imports; it goes on without this page. @throws CallError */
export function beginUndoImport(importId: string): Promise<ImportState> {
  return sendOrder(orderImport(importId, 'undo'));
}

/** How far the taking back of an import is; once it is over, that is told. @throws CallError */
export async function followUndoImport(
  workspaceId: string,
  importId: string,
): Promise<ImportState> {
  const state = await readImport(importId);
  if (state.state === 'undone') {
    showImported();
    tellDone({ workspaceId, groupId: importId }, 'importUndone', {});
  }
  return state;
}

/** What took something back is a change like any other: Ctrl-Z and the notice take it back. */
function tellDone(
  made: Gesture['made'][number],
  what: 'groupUndone' | 'groupPartlyUndone' | 'importUndone',
  values: Record<string, number>,
): void {
  const mine: Gesture = { made: [made] };
  pushDone(mine);
  notify({ kind: 'done', what, values, undo: () => undoGesture(mine) });
}
