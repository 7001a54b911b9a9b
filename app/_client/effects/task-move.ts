import type { ProjectId, SectionId, TaskId } from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { placeOf } from '../store/place.ts';
import type { Place } from '../store/place.ts';
import type { Patch } from '../store/rows.ts';
import { edit } from './effect.ts';
import type { Scene } from './effect.ts';
import { orderBeside } from './order.ts';
import { below, tasksIn } from './task-tree.ts';

export type Destination = {
  projectId?: string | undefined;
  sectionId?: string | null | undefined;
  parentId?: string | null | undefined;
  before?: string | undefined;
  after?: string | undefined;
};

/** Where a move ends: what is not named stays; another project or parent leaves section and parent behind. */
function destinationOf({ store }: Scene, task: TaskOutput, to: Destination): Place {
  if (to.parentId) {
    const parent = store.get('tasks', to.parentId);
    return {
      projectId: parent?.projectId ?? task.projectId,
      sectionId: null,
      parentId: to.parentId,
    };
  }
  const projectId = to.projectId ?? task.projectId;
  const leaves = projectId !== task.projectId || to.parentId === null || to.sectionId !== undefined;
  if (!leaves) return placeOf(task);
  const stays = projectId === task.projectId ? task.sectionId : null;
  return {
    projectId,
    sectionId: to.sectionId === undefined ? stays : to.sectionId,
    parentId: null,
  };
}

/** The guess for moving a task with all that hangs below it. */
export function planMove(scene: Scene, task: TaskOutput, to: Destination): Patch[] {
  const place = destinationOf(scene, task, to);
  const followers = below(scene.store, task);
  const inCircle = [task, ...followers].some(({ id }) => id === place.parentId);
  if (inCircle) return [];
  const siblings = tasksIn(scene.store, place).filter(({ id }) => id !== task.id);
  const here = placeOf(task);
  const stays =
    here.projectId === place.projectId &&
    here.sectionId === place.sectionId &&
    here.parentId === place.parentId;
  const order = stays && !to.before && !to.after ? task.order : orderBeside(siblings, to);
  const projectId = place.projectId as ProjectId;
  const moved = {
    projectId,
    sectionId: place.sectionId as SectionId | null,
    parentId: place.parentId as TaskId | null,
    order,
  };
  // Elsewhere it gets another number, which only the server knows.
  const renumbered = projectId === task.projectId ? {} : { projectId, key: '', number: 0 };
  return [
    edit('tasks', task.id, () => ({ ...moved, ...renumbered })),
    ...(projectId === task.projectId ? [] : followers).map(({ id }) =>
      edit('tasks', id, () => renumbered),
    ),
  ];
}
