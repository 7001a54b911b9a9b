import type { TaskOutput } from '../../../server/task/schema.ts';
import { byOrder } from '../store/place.ts';
import type { Place } from '../store/place.ts';
import type { Store } from '../store/store.ts';

/** All tasks of a list, open and closed, in their order. */
export function tasksIn(store: Store, place: Place): TaskOutput[] {
  return [...store.openIn(place), ...store.closedIn(place)]
    .flatMap((id) => store.get('tasks', id) ?? [])
    .toSorted(byOrder);
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
