import type { TaskOutput } from '../../../server/task/schema.ts';

/** The list that a task stands in: the children of a parent, or the top level of a section of a project. */
export type Place = { projectId: string; sectionId: string | null; parentId: string | null };

/** One text for each list. */
export function placeKey(place: Place): string {
  return place.parentId
    ? `under:${place.parentId}`
    : `in:${place.projectId}:${place.sectionId ?? ''}`;
}

/** The list that a task is in. */
export function placeOf(task: Place): Place {
  return {
    projectId: task.projectId,
    sectionId: task.parentId ? null : task.sectionId,
    parentId: task.parentId,
  };
}

/** Byte order of the fractional keys, ties by id, as the server sorts. */
export function byOrder(
  a: { order: string; id: string },
  b: { order: string; id: string },
): number {
  return compare(a.order, b.order) || compare(a.id, b.id);
}

/** By due day, then time (no time last), then id: the order of hot tasks. */
export function byDue(a: TaskOutput, b: TaskOutput): number {
  return (
    compare(a.dueOn ?? '~', b.dueOn ?? '~') ||
    compare(a.dueTime ?? '~', b.dueTime ?? '~') ||
    compare(a.id, b.id)
  );
}

/** By time of making. */
export function byAge(
  a: { createdAt: string; id: string },
  b: { createdAt: string; id: string },
): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

/** By name as people sort, ties by id. */
export function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return collator.compare(a.name, b.name) || compare(a.id, b.id);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The lists of pressing tasks in which a task stands. */
export function pressingOf({ dueOn, priority }: TaskOutput): string[] {
  return [...(dueOn === null ? [] : ['due']), ...(priority === 3 ? ['urgent'] : [])];
}

const structureFields = ['projectId', 'sectionId', 'parentId', 'order', 'status'] as const;

/** True where a task stands elsewhere in its project than before, or is closed, or opened. */
export function hasMoved(before: TaskOutput, after: TaskOutput): boolean {
  return structureFields.some((field) => before[field] !== after[field]);
}
