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

/** Gives the focus some frames later, once what was moved is drawn; not where the person took it elsewhere meanwhile. */
export function refocusLater(focus: () => void, frames = 1): void {
  const before = document.activeElement;
  const wait = (left: number) => {
    if (left > 0) return requestAnimationFrame(() => wait(left - 1));
    const now = document.activeElement;
    return (now === null || now === before || now === document.body) && focus();
  };
  wait(frames);
}
