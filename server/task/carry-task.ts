import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { UserId } from '../domain/ids.ts';
import { maxDepth } from '../domain/depth.ts';
import { badField } from '../platform/errors.ts';
import { listProjectPeople } from '../project/scope.ts';
import { listSubtree } from './list-subtree.ts';
import type { SubtreeTask } from './list-subtree.ts';
import type { Place } from './place-task.ts';
import { rewritePlaces } from './rewrite-places.ts';
import type { TaskPlace } from './rewrite-places.ts';
import type { ScopedTask } from './scope.ts';

export type Carry = { row: ScopedTask; place: Place; order: string };

/**
 * Carries a task with all that hangs below it to a place that was proved, and records each move.
 * A task that stands there already leaves no trace.
 * @throws BAD_REQUEST naming the field where the place cannot hold it
 */
export async function carryTask(w: WriteCtx, record: Record, carry: Carry): Promise<void> {
  const { row, place, order } = carry;
  const below = await listSubtree(w, row.id);
  requireRoom(row, place, below);
  const stays = place.projectId === row.projectId;
  if (!stays) await requirePeople(w, place, [row, ...below]);
  const from = stays ? [placeOf(row)] : [row, ...below].map(placeOf);
  const to = from.map((was) => ({ ...was, projectId: place.projectId }));
  const { projectId, sectionId, parentId } = place;
  to[0] = { ...placeOf(row), projectId, sectionId, parentId, order };
  if (equalPlaces(placeOf(row), to[0])) return;
  const placed = await rewritePlaces(w, from, to);
  for (const [index, now] of placed.entries()) {
    record(moved(from[index] ?? now, now, row));
  }
}

function requireRoom(row: ScopedTask, place: Place, below: SubtreeTask[]): void {
  if (place.parentId === row.id || below.some((task) => task.id === place.parentId)) {
    throw badField(['parentId'], 'is this task itself or one below it');
  }
  const height = Math.max(0, ...below.map((task) => task.depth));
  if (place.depth + height > maxDepth) {
    throw badField(['parentId'], `tasks nest at most ${maxDepth} deep`);
  }
}

/** Everyone who is assigned must see the place that the tasks move to. */
async function requirePeople(
  w: WriteCtx,
  place: Place,
  tasks: { assigneeIds: UserId[] }[],
): Promise<void> {
  const assigned = [...new Set(tasks.flatMap((task) => task.assigneeIds))];
  if (assigned.length === 0) return;
  const people = await listProjectPeople(w, place.projectId, assigned);
  const stranger = assigned.find((userId) => !people.includes(userId));
  if (stranger) {
    throw badField(
      ['projectId'],
      `${stranger} is assigned and does not see that project; take them off first`,
    );
  }
}

function placeOf({ id, projectId, sectionId, parentId, order, number }: TaskPlace): TaskPlace {
  return { id, projectId, sectionId, parentId, order, number };
}

function equalPlaces(a: TaskPlace, b: Omit<TaskPlace, 'number'>): boolean {
  return (
    a.projectId === b.projectId &&
    a.sectionId === b.sectionId &&
    a.parentId === b.parentId &&
    a.order === b.order
  );
}

/** The change of one moved task; those below say with whom they went, so that undo moves them together. */
function moved(was: TaskPlace, now: TaskPlace, root: ScopedTask) {
  const { id: _, ...before } = was;
  const { id, ...after } = now;
  return {
    type: 'task.moved' as const,
    entityId: id,
    projectId: now.projectId,
    fromProjectId: now.projectId === was.projectId ? null : was.projectId,
    before,
    after: id === root.id ? after : { ...after, withTaskId: root.id },
  };
}
