import type { TaskOutput } from '../../../server/task/schema.ts';
import type { EditTasks } from './edit-tasks.ts';

type SetField = 'labelIds' | 'assigneeIds';

/** Which of a set all tasks have, and which only some; and what picking one does: all get it, unless all have it. */
export function chooseInSet(
  tasks: readonly Pick<TaskOutput, SetField>[],
  field: SetField,
): { chosen: string[]; mixed: string[] } {
  const sets = tasks.map((task) => new Set<string>(task[field]));
  const any = [...new Set(sets.flatMap((set) => [...set]))];
  const chosen = any.filter((id) => sets.every((set) => set.has(id)));
  return { chosen, mixed: any.filter((id) => !chosen.includes(id)) };
}

/** Gives all tasks one of a set, or takes it from all where all have it. */
export function pickInSet(
  tasks: readonly TaskOutput[],
  { field, id, onEdit }: { field: SetField; id: string; onEdit: EditTasks },
): void {
  const having = tasks.filter((task) => task[field].some((one) => one === id));
  if (having.length === tasks.length) onEdit(having, { remove: { [field]: [id] } });
  else
    onEdit(
      tasks.filter((task) => !having.includes(task)),
      { add: { [field]: [id] } },
    );
}
