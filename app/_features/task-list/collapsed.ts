'use client';

import { withStorage } from '../../_client/storage.ts';
import { createCell } from '../../_client/store/cell.ts';

const key = 'cairn.collapsed';
const mostKept = 2000;

/** The tasks whose subtasks, and the sections whose tasks, are folded away on this device. */
export const collapsed = createCell<ReadonlySet<string>>(stored());

function stored(): ReadonlySet<string> {
  const ids = withStorage('localStorage', (storage): unknown =>
    JSON.parse(storage.getItem(key) ?? '[]'),
  );
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
}

/** Folds or unfolds what is below; where storage is shut, until the page is left. */
export function setCollapsed(id: string, isCollapsed: boolean): void {
  const ids = new Set(collapsed.get());
  if (isCollapsed) ids.add(id);
  else ids.delete(id);
  collapsed.set(ids);
  const kept = JSON.stringify([...ids].slice(-mostKept));
  withStorage('localStorage', (storage) => storage.setItem(key, kept));
}
