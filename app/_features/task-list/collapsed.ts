'use client';

import { createCell } from '../../_client/store/cell.ts';

const key = 'cairn.collapsed';
const mostKept = 2000;

/** The tasks whose subtasks, and the sections whose tasks, are folded away on this device. */
export const collapsed = createCell<ReadonlySet<string>>(stored());

/** Storage may be shut (a private window); the choice then lives until the page is left. */
function stored(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(globalThis.localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Folds or unfolds what is below. */
export function setCollapsed(id: string, isCollapsed: boolean): void {
  const ids = new Set(collapsed.get());
  if (isCollapsed) ids.add(id);
  else ids.delete(id);
  collapsed.set(ids);
  try {
    localStorage.setItem(key, JSON.stringify([...ids].slice(-mostKept)));
  } catch {
    // Kept in memory, as above.
  }
}
