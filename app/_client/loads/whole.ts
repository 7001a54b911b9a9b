import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';

/** The workspaces of which the store holds all that its person sees, and is told what becomes of it. */
export const whole = createCell<ReadonlySet<string>>(new Set());

/** Notes that a workspace is held whole, or that this is not sure any more. */
export function setWhole(workspaceId: string, isWhole: boolean): void {
  const next = new Set(whole.get());
  if (isWhole) next.add(workspaceId);
  else next.delete(workspaceId);
  whole.set(next);
}

/** True for what the store holds already, with nothing to be read. */
export function isHeld(what: string, id: string): boolean {
  if (what === 'today' || what === 'due') return isAllWhole();
  const workspaceId = workspaceOf(what, id);
  return workspaceId !== undefined && isWhole(workspaceId);
}

const isWhole = (workspaceId: string) => whole.get().has(workspaceId);

function isAllWhole(): boolean {
  const ids = [...store.tables.workspaces.rows.keys()];
  return ids.length > 0 && ids.every(isWhole);
}

function workspaceOf(what: string, id: string): string | undefined {
  if (what === 'task') return store.get('tasks', id)?.workspaceId;
  return store.get(what === 'label' ? 'labels' : 'projects', id)?.workspaceId;
}
