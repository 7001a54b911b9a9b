import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Touched } from '../effects/effect.ts';
import type { Store } from '../store/store.ts';

/** The ids of what goes along with a row: what hangs from one that is gone or back, or from a task that was closed. */
export function carried(store: Store, { id, before, after }: Touched): string[] {
  const isClosed = statusOf(before) === 'open' && statusOf(after) !== 'open';
  return !before || !after || isClosed ? store.hangingFrom(id) : [];
}

const statusOf = (row: Touched['after']) => (row as Partial<TaskOutput> | undefined)?.status;
