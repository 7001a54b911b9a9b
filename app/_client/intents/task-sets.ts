import type { TaskOutput } from '../../../server/task/schema.ts';
import { below } from '../effects/task-tree.ts';
import type { Store } from '../store/store.ts';

/** Those of the tasks that hang below no other of them: deleting or moving these takes the others along. */
export function topmost(store: Store, tasks: readonly TaskOutput[]): TaskOutput[] {
  const carried = new Set(tasks.flatMap((task) => below(store, task)).map(({ id }) => id));
  return tasks.filter(({ id }) => !carried.has(id));
}

/**
 * The tasks with what is known to be open below them, for closing: the server closes that too, and tells of those
 * that are named. The lowest come first, so that no single one takes more along than one call may change.
 */
export function withOpenBelow(store: Store, tasks: readonly TaskOutput[]): TaskOutput[] {
  const isOpen = ({ status }: TaskOutput) => status === 'open';
  const all = tasks.flatMap((task) => [
    task,
    ...(isOpen(task) ? below(store, task).filter(isOpen) : []),
  ]);
  return [...new Set(all)].toReversed();
}
