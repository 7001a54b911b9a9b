import { fold } from '../../../server/domain/fold.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { addLabel } from './labels.ts';
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
  startOn?: string;
  dueOn?: string;
  dueTime?: string;
  timeZone?: string;
  recurrence?: { rrule: string; anchor: 'schedule' | 'completion' };
  estimateMinutes?: number;
  priority?: number;
  labelIds?: string[];
  assigneeIds?: string[];
};

/** A task of several that are written together. */
export type NewLine = NewTask & {
  /** 0, or so many levels below the last line of less depth. */
  depth?: number;
  /** Labels that are not there yet. */
  newLabels?: readonly string[];
  /** Where it goes instead. */
  elsewhere?: { projectId: string; sectionId: string | null };
};

/** Adds one task. @returns its id, which is its id for ever */
function addTask(place: NewPlace, task: NewTask): string {
  const id = newId();
  run('task.create', { ...place, ...task, id });
  return id;
}

/** Makes labels, each name once. */
function labelMaker(workspaceId: string): (name: string) => string {
  const made = new Map<string, string>();
  return (name) => {
    const id = made.get(fold(name)) ?? addLabel(workspaceId, { name });
    made.set(fold(name), id);
    return id;
  };
}

/** Adds one task for each line, in order; one undo takes all back. @returns the ids of those in the list itself */
export function addTasks(place: NewPlace, tasks: readonly NewLine[]): string[] {
  const ids: string[] = [];
  const above: string[] = [];
  const { workspaceId } = place;
  const mine = gesture(() => {
    const labelOf = labelMaker(workspaceId);
    for (const { depth = 0, elsewhere, newLabels = [], ...given } of tasks) {
      const labelIds = [...(given.labelIds ?? []), ...newLabels.map(labelOf)];
      const task = labelIds.length > 0 ? { ...given, labelIds } : given;
      const parentId = above[depth - 1];
      const last = ids.at(-1);
      const next = last ? { ...place, before: undefined, after: last } : place;
      const at = parentId
        ? { workspaceId, parentId }
        : elsewhere
          ? { workspaceId, ...elsewhere }
          : next;
      const id = addTask(at, task);
      above.splice(depth, above.length, id);
      if (at === next) ids.push(id);
    }
  });
  tellAdded(tasks, () => undoGesture(mine));
  return ids;
}

/** Says what a glance at the list does not: that many were added, or that one went elsewhere. */
function tellAdded(tasks: readonly NewLine[], undo: () => void): void {
  const [only, ...more] = tasks;
  const count = tasks.length;
  if (more.length > 0) notify({ kind: 'done', what: 'tasksAdded', values: { count }, undo });
  else if (only?.elsewhere) {
    const project = store.get('projects', only.elsewhere.projectId)?.name ?? '';
    notify({ kind: 'done', what: 'taskAdded', values: { title: only.title, project }, undo });
  }
}
