import type { OutputOf } from '../contract.ts';
import { notify } from '../notices.ts';
import { outbox } from '../sending/sync.ts';
import {
  forgetMade,
  pushDone,
  pushUndone,
  takeDone,
  takeGesture,
  takeUndone,
} from './undo-stack.ts';
import type { Gesture } from './undo-stack.ts';

/** Ctrl-Z: takes back the last gesture of this tab. */
export function undoLast(): void {
  const last = takeDone();
  if (last) pushUndone(takeBack(last));
  else notify({ kind: 'told', what: 'nothingToUndo' });
}

/** Ctrl-Shift-Z: takes the last undo back. */
export function redoLast(): void {
  const last = takeUndone();
  if (last) pushDone(takeBack(last));
  else notify({ kind: 'told', what: 'nothingToRedo' });
}

/** Takes back one gesture, whatever came after it: the button of a toast. */
export function undoGesture(one: Gesture): void {
  takeGesture(one);
  pushUndone(takeBack(one));
}

/** An undo is a change like any other: its group is its `opId`, and undoing that redoes. */
function takeBack({ made }: Gesture): Gesture {
  notify({ kind: 'takenBack' });
  const inverse = made.toReversed().map(({ workspaceId, groupId }) => {
    const { opId, outcome } = outbox.run('change.undo', { workspaceId, groupId });
    void outcome.then((answer) => {
      if (!answer.ok) return;
      if (answer.output.skipped.length > 0) tellUndone(answer.output);
      // What took nothing back is nothing to redo.
      if (answer.output.change === null) forgetMade(opId);
    });
    return { workspaceId, groupId: opId };
  });
  return { made: inverse };
}

/** Tells of an undo that did nothing or only a part. */
export function tellUndone({
  applied,
  skipped,
}: Pick<OutputOf<'change.undo'>, 'applied' | 'skipped'>): void {
  const purged = skipped.some(({ reason }) => reason === 'purged');
  notify({ kind: 'undone', applied: applied.length, skipped: skipped.length, purged });
}
