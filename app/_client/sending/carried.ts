import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Touched } from '../effects/effect.ts';
import type { Store } from '../store/store.ts';

/** The ids of what goes along with a row: what hangs from one that is gone, or from a task that was closed. */
export function carried(store: Store, { id, before, after }: Touched): string[] {
  const isClosed = statusOf(before) === 'open' && statusOf(after) !== 'open';
  return !after || isClosed ? store.hangingFrom(id) : [];
}

/** The ids of the tasks below which one stood until now: what is done to those next must find it gone. */
export function left(store: Store, { before, after }: Touched): string[] {
  const from = parentOf(before);
  if (from === parentOf(after)) return [];
  const above = new Set<string>();
  for (let id = from; id && !above.has(id); id = parentOf(store.get('tasks', id))) above.add(id);
  return [...above];
}

type Row = Touched['after'];
const statusOf = (row: Row) => (row as Partial<TaskOutput> | undefined)?.status;
const parentOf = (row: Row): string | null =>
  (row as Partial<TaskOutput> | undefined)?.parentId ?? null;
