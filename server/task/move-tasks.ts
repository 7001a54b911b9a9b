import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { ranksBetween } from '../domain/rank.ts';
import { badField } from '../platform/errors.ts';
import { carryTasks } from './carry-tasks.ts';
import { forTask } from './for-task.ts';
import { getOrderGap } from './get-order-gap.ts';
import { placeTask } from './place-task.ts';
import type { Place, PlaceInput } from './place-task.ts';
import type { TaskMoveInput } from './schema.ts';
import type { ScopedTask } from './scope.ts';

type Target = Pick<TaskMoveInput, 'projectId' | 'sectionId' | 'parentId' | 'before' | 'after'>;

/** Moves tasks, with all that hangs below them, to a place of each or to one for all; in it they keep their order. */
export async function moveTasks(
  w: WriteCtx,
  record: Record,
  { rows, target }: { rows: ScopedTask[]; target: Target },
): Promise<void> {
  for (const { place, moving } of await listPlaces(w, rows, target)) {
    const { previous, next } = await getOrderGap(w, place, target);
    const orders = ranksBetween(previous, next, moving.length);
    const roots = moving.map((row, index) => ({ row, order: orders[index] ?? row.order }));
    await carryTasks(w, record, { place, roots });
  }
}

type Party = { place: Place; moving: ScopedTask[] };

/** Where the tasks go, each place proved once, with those that go there; whoever stands there already is left out. */
async function listPlaces(w: WriteCtx, rows: ScopedTask[], target: Target): Promise<Party[]> {
  const parties = new Map<string, Party>();
  for (const row of rows) {
    const to = destination(row, target);
    if (!to) continue;
    const key = JSON.stringify([to.projectId, to.sectionId, to.parentId]);
    const place = parties.get(key)?.place ?? (await forTask(row.id, () => placeTask(w, to)));
    const party = parties.get(key) ?? { place, moving: [] };
    if (target.before || target.after || !standsIn(row, place)) party.moving.push(row);
    parties.set(key, party);
  }
  return [...parties.values()].filter(({ moving }) => moving.length > 0);
}

/** What is not named stays; another parent or project leaves the section behind. Null where the task is not to move. */
function destination(row: ScopedTask, target: Target): PlaceInput | null {
  const { projectId = row.projectId, sectionId, parentId, before, after } = target;
  if (before === row.id || after === row.id)
    throw badField([before ? 'before' : 'after'], 'is the task itself');
  if (parentId) return { projectId: target.projectId, sectionId, parentId };
  const leaves = projectId !== row.projectId || parentId === null || sectionId !== undefined;
  if (!leaves) return before || after ? placeOf(row) : null;
  const stays = projectId === row.projectId ? row.sectionId : null;
  return { projectId, sectionId: sectionId === undefined ? stays : sectionId };
}

function placeOf({ projectId, sectionId, parentId }: ScopedTask): PlaceInput {
  return { projectId, sectionId, parentId };
}

function standsIn(row: ScopedTask, place: Place): boolean {
  return (
    row.projectId === place.projectId &&
    row.sectionId === place.sectionId &&
    row.parentId === place.parentId
  );
}
