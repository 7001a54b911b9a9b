import type { ViewOutput } from '../../../server/view/schema.ts';
import type { InputOf } from '../contract.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { rename } from './rename.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type NewView = Pick<ViewOutput, 'name' | 'filter' | 'layout' | 'grouping' | 'sort' | 'isShared'>;

/** Saves a filter under a name, last among the views. @returns the view's id */
export function addView(workspaceId: string, view: NewView): string {
  const id = newId();
  run('view.create', { workspaceId, id, ...view });
  return id;
}

/** Gives a view another name. `was` is the one that stood there when the writing began. */
export function renameView(view: ViewOutput, name: string, was: string): void {
  rename('nameReplaced', { text: name, was, now: view.name }, (next) => {
    updateView(view, { name: next });
  });
}

/** Changes what a view asks for, how it is shown, or who sees it. */
export function updateView(
  { workspaceId, id: viewId }: ViewOutput,
  set: InputOf<'view.update'>['set'],
): void {
  run('view.update', { workspaceId, viewId, set });
}

/** Deletes a view; its tasks stay. */
export function deleteView({ workspaceId, id: viewId, name }: ViewOutput): void {
  const mine = gesture(() => void run('view.delete', { workspaceId, viewId }));
  notify({ kind: 'done', what: 'viewDeleted', values: { name }, undo: () => undoGesture(mine) });
}
