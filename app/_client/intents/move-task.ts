import type { TaskOutput } from '../../../server/task/schema.ts';
import { topmost } from '../effects/task-tree.ts';
import { notify } from '../notices.ts';
import type { Place } from '../store/place.ts';
import { store } from '../store/page-store.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Ref = Pick<TaskOutput, 'id' | 'workspaceId'>;
export type Beside = { before?: string | undefined; after?: string | undefined };

/** Moves a task, with all below it, to a place in a list: next to a sibling, else to the end. */
export function moveTask(task: Ref, to: Place, beside: Beside = {}): void {
  const place = to.parentId
    ? { parentId: to.parentId }
    : { projectId: to.projectId, sectionId: to.sectionId, parentId: null };
  run('task.move', { workspaceId: task.workspaceId, taskId: task.id, ...place, ...beside });
}

/** Moves tasks with all below them, one after the other; one undo takes all back. @returns the one that stands last */
export function moveTasks(
  tasks: readonly TaskOutput[],
  to: Place,
  beside: Beside,
): TaskOutput | undefined {
  const heads = topmost(store, tasks);
  gesture(() =>
    store.batch(() => {
      for (const [index, task] of heads.entries()) {
        const above = heads[index - 1];
        moveTask(task, to, above ? { after: above.id } : beside);
      }
    }),
  );
  return heads.at(-1);
}

/** Moves a task to another project (or to the top of a section of it), and offers to take that back. */
export function sendTask(
  task: TaskOutput,
  to: { projectId: string; sectionId: string | null },
): void {
  const mine = gesture(() => moveTask(task, { ...to, parentId: null }));
  const project = store.get('projects', to.projectId)?.name ?? '';
  notify({
    kind: 'done',
    what: 'taskMoved',
    values: { title: task.title, project },
    undo: () => undoGesture(mine),
  });
}
