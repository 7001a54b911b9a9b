import type { ChangeDraft, Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId, UserId } from '../domain/ids.ts';
import { maxDepth } from '../domain/depth.ts';
import { badField } from '../platform/errors.ts';
import { dropAssignees } from './drop-assignees.ts';
import { forTask } from './for-task.ts';
import { listStrangers } from './list-strangers.ts';
import { listSubtrees } from './list-subtrees.ts';
import type { SubtreeTask } from './list-subtrees.ts';
import type { Place } from './place-task.ts';
import { rewritePlaces } from './rewrite-places.ts';
import type { PlaceChange, TaskPlace } from './rewrite-places.ts';
import type { ScopedTask } from './scope.ts';

export type Carry = { place: Place; roots: { row: ScopedTask; order: string }[] };

/** One task that is carried, where to, and all that hangs below it. */
type Tree = { row: ScopedTask; order: string; place: Place; below: SubtreeTask[] };

/**
 * Carries tasks with all that hangs below them to a place that was proved, and records each move.
 * A task that stands there already leaves no trace.
 * @throws BAD_REQUEST naming the field where the place cannot hold one
 */
export async function carryTasks(
  w: WriteCtx,
  record: Record,
  { place, roots }: Carry,
): Promise<void> {
  const ids = roots.map(({ row }) => row.id);
  const below = Map.groupBy(await listSubtrees(w, ids), (task) => task.rootId);
  const trees = roots.map((root) => ({ ...root, place, below: below.get(root.row.id) ?? [] }));
  for (const tree of trees) await forTask(tree.row.id, () => requireFit(tree));
  await settleAssignees(w, record, trees.filter(crosses));
  const changes = await rewritePlaces(w, place.projectId, trees.flatMap(changesOf));
  const rootOf = new Map(trees.flatMap((tree) => tree.below.map((task) => [task.id, tree.row.id])));
  for (const change of changes) record(moved(change, rootOf.get(change.now.id)));
}

function crosses({ row, place }: Tree): boolean {
  return row.projectId !== place.projectId;
}

/** What is deleted takes no room; it is looked at again when it comes back. */
function requireFit({ row, place, below }: Tree): void {
  if (place.parentId === row.id || below.some((task) => task.id === place.parentId)) {
    throw badField(['parentId'], 'is this task itself or one below it');
  }
  const height = Math.max(0, ...below.map((task) => (task.isHidden ? 0 : task.depth)));
  if (place.depth + height > maxDepth) {
    throw badField(['parentId'], `tasks nest at most ${maxDepth} deep`);
  }
}

/** Who is assigned must see the place that the tasks move to; from deleted ones they are taken off. */
async function settleAssignees(w: WriteCtx, record: Record, trees: Tree[]): Promise<void> {
  const [first] = trees;
  if (!first) return;
  const all = trees.flatMap(({ row, below }) => [row, ...below]);
  const assigned = new Set(all.flatMap((task) => task.assigneeIds));
  const strangers = await listStrangers(w, first.place.projectId, [...assigned]);
  for (const { row, below } of trees) {
    const living = [row, ...below.filter((task) => !task.isHidden)];
    await forTask(row.id, () => requireSeen(living, strangers));
  }
  const from = trees.flatMap(({ below }) => below.filter((task) => task.isHidden));
  await dropAssignees(w, record, { from, userIds: strangers });
}

function requireSeen(living: { assigneeIds: UserId[] }[], strangers: UserId[]): void {
  const stranger = strangers.find((id) => living.some((task) => task.assigneeIds.includes(id)));
  if (!stranger) return;
  const message = `${stranger} is assigned and does not see that project; take them off first`;
  throw badField(['projectId'], message);
}

/** The moves of one tree; those below keep their place, but for the project. */
function changesOf(tree: Tree): PlaceChange[] {
  const { row, order, place, below } = tree;
  const { projectId, sectionId, parentId } = place;
  const was = placeOf(row);
  const now = { ...was, projectId, sectionId, parentId, order };
  if (equalPlaces(was, now)) return [];
  const follow = (task: SubtreeTask) => {
    const stood = placeOf(task);
    return { was: stood, now: { ...stood, projectId } };
  };
  return [{ was, now }, ...(crosses(tree) ? below.map(follow) : [])];
}

function placeOf({ id, projectId, sectionId, parentId, order, number }: TaskPlace): TaskPlace {
  return { id, projectId, sectionId, parentId, order, number };
}

function equalPlaces(a: TaskPlace, b: TaskPlace): boolean {
  return (
    a.projectId === b.projectId &&
    a.sectionId === b.sectionId &&
    a.parentId === b.parentId &&
    a.order === b.order
  );
}

/** The change of one moved task; those below say with whom they went, so that undo moves them together. */
function moved({ was, now }: PlaceChange, withTaskId: TaskId | undefined): ChangeDraft {
  const { id, ...before } = was;
  const { id: _, ...after } = now;
  return {
    type: 'task.moved',
    entityId: id,
    projectId: now.projectId,
    fromProjectId: now.projectId === was.projectId ? null : was.projectId,
    before,
    after: withTaskId ? { ...after, withTaskId } : after,
  };
}
