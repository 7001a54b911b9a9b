import type { TaskOutput } from '../../../server/task/schema.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { store } from '../../_client/store/page-store.ts';
import { nothingSelected } from './list-state.ts';
import type { ListState } from './list-state.ts';
import type { Part } from './outline.ts';

/** Selects a row, or no longer. */
export function toggleSelected({ selected }: ListState, id: string): void {
  const ids = new Set(selected.get());
  if (!ids.delete(id)) ids.add(id);
  selected.set(ids.size === 0 ? nothingSelected : ids);
}

/** Selects nothing. */
export function clearSelected({ selected }: ListState): void {
  selected.set(nothingSelected);
}

/** What a key or button is about: the selected tasks in the order of the list, else the one at the cursor. */
export function chosenTasks(parts: readonly Part[], list: ListState): TaskOutput[] {
  const selected = list.selected.get();
  const cursor = list.cursor.get();
  const ids =
    selected.size > 0
      ? parts.flatMap(({ rows }) => rows.map(({ id }) => id)).filter((id) => selected.has(id))
      : cursor === null
        ? []
        : [cursor];
  return ids.flatMap((id) => store.get('tasks', id) ?? []);
}

/** Those of tasks that the person may change. */
export function writableOf(tasks: readonly TaskOutput[]): TaskOutput[] {
  return tasks.filter(({ projectId }) => isWritable(store.get('projects', projectId)));
}
