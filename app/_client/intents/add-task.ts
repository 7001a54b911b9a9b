import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** Where a new task goes. Without a project: the inbox of the workspace. Last in its list unless `before` or `after`. */
export type NewPlace = {
  workspaceId: string;
  projectId?: string | undefined;
  sectionId?: string | null | undefined;
  parentId?: string | null | undefined;
  before?: string | undefined;
  after?: string | undefined;
};

/** What else a new task may have from the start. */
export type NewTask = {
  title: string;
  notes?: string;
  dueOn?: string;
  priority?: number;
  labelIds?: string[];
  assigneeIds?: string[];
};

/** Adds one task. @returns its id, which is its id for ever */
function addTask(place: NewPlace, task: NewTask): string {
  const id = newId();
  run('task.create', { ...place, ...task, id });
  return id;
}

/** Adds one task for each line, in order; one undo takes all back. @returns their ids */
export function addTasks(place: NewPlace, tasks: readonly NewTask[]): string[] {
  const ids: string[] = [];
  const mine = gesture(() => {
    for (const task of tasks) {
      const last = ids.at(-1);
      ids.push(addTask(last ? { ...place, before: undefined, after: last } : place, task));
    }
  });
  if (tasks.length > 1) {
    notify({
      kind: 'done',
      what: 'tasksAdded',
      values: { count: tasks.length },
      undo: () => undoGesture(mine),
    });
  }
  return ids;
}
