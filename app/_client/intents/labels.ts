import type { LabelOutput } from '../../../server/label/schema.ts';
import type { InputOf } from '../contract.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { rename } from './rename.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** Makes a label. @returns its id */
export function addLabel(
  workspaceId: string,
  label: { name: string; colour?: LabelOutput['colour'] },
): string {
  const id = newId();
  run('label.create', { workspaceId, id, ...label });
  return id;
}

/** Gives a label another name. `was` is the one that stood there when the writing began. */
export function renameLabel(label: LabelOutput, name: string, was: string): void {
  rename('nameReplaced', { text: name, was, now: label.name }, (next) => {
    updateLabel(label, { name: next });
  });
}

/** Renames a label or changes its colour. */
export function updateLabel(
  { workspaceId, id: labelId }: LabelOutput,
  set: InputOf<'label.update'>['set'],
): void {
  run('label.update', { workspaceId, labelId, set });
}

/** Deletes a label; the tasks that carry it stay. */
export function deleteLabel({ workspaceId, id: labelId, name }: LabelOutput): void {
  const mine = gesture(() => void run('label.delete', { workspaceId, labelId }));
  notify({ kind: 'done', what: 'labelDeleted', values: { name }, undo: () => undoGesture(mine) });
}
