import { rowElementId } from '../task-row/row-element.ts';

/** Puts the focus on a row that is drawn. @returns false where it is not drawn */
export function focusRow(taskId: string | null): boolean {
  const row = taskId === null ? null : document.getElementById(rowElementId(taskId));
  if (!row) return false;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  return true;
}

/** True while the focus is on a row, or on something in it. */
export function isRowFocused(): boolean {
  return document.activeElement?.closest('[data-task]') != null;
}
