import type { TaskOutput } from '../../../server/task/schema.ts';
import { byOrder } from '../store/place.ts';
import type { Place } from '../store/place.ts';
import type { Store } from '../store/store.ts';

/** All tasks of a list, open and closed, in their order. */
export function tasksIn(store: Store, place: Place): TaskOutput[] {
  const rowsOf = (ids: readonly string[]) => ids.flatMap((id) => store.get('tasks', id) ?? []);
  const open = rowsOf(store.openIn(place));
  const closed = rowsOf(store.closedIn(place));
  // Each is sorted already, and most lists have only the one.
  return closed.length === 0 ? open : [...open, ...closed].toSorted(byOrder);
}

/** The tasks below a task, as far as the store knows them, parents first. */
export function below(store: Store, task: TaskOutput): TaskOutput[] {
  const found: TaskOutput[] = [];
  // Two moves that meet can make a circle for a moment, until the server refuses one.
  const seen = new Set<string>([task.id]);
  const look = (parent: TaskOutput) => {
    for (const child of tasksIn(store, {
      projectId: parent.projectId,
      sectionId: null,
      parentId: parent.id,
    })) {
      if (seen.has(child.id)) continue;
      seen.add(child.id);
      found.push(child);
      look(child);
    }
  };
  look(task);
  return found;
}

/** Those of the tasks that hang below no other of them: deleting or moving these takes the others along. */
export function topmost(store: Store, tasks: readonly TaskOutput[]): TaskOutput[] {
  const carried = new Set(tasks.flatMap((task) => below(store, task)).map(({ id }) => id));
  return tasks.filter(({ id }) => !carried.has(id));
}

/**
 * The tasks with what is known to be open below those that are open: what closing them closes.
 * Whatever the order of the tasks, each comes after all that is below it.
 */
export function withOpenBelow(store: Store, tasks: readonly TaskOutput[]): TaskOutput[] {
  const isOpen = ({ status }: TaskOutput) => status === 'open';
  const families = tasks.flatMap((task) => [
    task,
    ...(isOpen(task) ? below(store, task).filter(isOpen) : []),
  ]);
  return [...new Set(families.toReversed())];
}
