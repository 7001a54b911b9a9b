import { changes } from '../../db/schema/changes.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { TaskId } from '../domain/ids.ts';
import { keptDays } from '../domain/limits.ts';
import { bug } from '../platform/bugs.ts';
import type { ChangeOutput } from './schema.ts';

/** What an answer and an undo need of `changes`. */
export const changeColumns = {
  id: changes.id,
  groupId: changes.groupId,
  seq: changes.seq,
  n: changes.n,
  at: changes.at,
  actorId: changes.actorId,
  viaTokenId: changes.viaTokenId,
  type: changes.type,
  entity: changes.entity,
  entityId: changes.entityId,
  taskId: changes.taskId,
  projectId: changes.projectId,
  fromProjectId: changes.fromProjectId,
  before: changes.before,
  after: changes.after,
};

export type Fields = { [field: string]: unknown };

/** Fields that make sense only together: where one of them cannot go back, the others stay as they are too. */
export const fieldGroups = {
  status: ['status', 'completedAt'],
  due: ['dueOn', 'dueTime', 'timeZone'],
  series: [
    'rrule',
    'rdates',
    'exdates',
    'seriesStart',
    'occurrenceOn',
    'occurrencesDone',
    'anchor',
    'missedPolicy',
    'resetSubtasks',
    'pausedAt',
  ],
} as const;

/** A row of the log. `before` and `after` hold what `record` was given, as JSON keeps it. */
export type Change = Omit<ChangeOutput, 'viaToken' | 'undoable'> & { viaTokenId: string | null };

type Row = Omit<Change, 'type' | 'taskId' | 'before' | 'after'> & {
  type: string;
  taskId: string | null;
  before: unknown;
  after: unknown;
};

/** A row as the database gives it, with the types that only `appendChanges` could have written. */
export function changeOf<T extends Row>(row: T) {
  const { type, taskId, before, after } = row;
  return {
    ...row,
    type: type as ChangeType,
    taskId: taskId as TaskId | null,
    before: before as Fields,
    after: after as Fields,
  };
}

/** True for a task that moved because the one above it did: that one's undo takes it along. */
export function followsAnother(change: Pick<Change, 'after'>): boolean {
  return 'withTaskId' in change.after;
}

/** True for a change of which nothing is left to take back: purging took what it said out of it. */
export function isPurged({ type, after }: Pick<Change, 'type' | 'after'>): boolean {
  return changeKind(type).undo !== null && Object.keys(after).length === 0;
}

/** True for what was done too long ago: what was deleted with it is gone for ever by now. */
export function isOld({ at }: Pick<Change, 'at'>, now: string): boolean {
  if (bug('undo-at-any-age')) return false;
  return Date.parse(now) - Date.parse(at) > keptDays * 86_400_000;
}

/** What a reader sees of each end of a move; both are the same project for every other change. */
export type Sides = { seesTo: boolean; seesFrom: boolean };

/** A row as one reader sees it: of a move between projects only the side that is theirs. */
export function changeOutputOf(
  change: Change,
  { seesTo, seesFrom, now }: Sides & { now: string },
): ChangeOutput {
  const { viaTokenId, ...rest } = change;
  const moved = change.fromProjectId !== null && !bug('move-tells-all');
  return {
    ...rest,
    projectId: moved && !seesTo ? null : change.projectId,
    fromProjectId: moved && !seesFrom ? null : change.fromProjectId,
    before: moved && !seesFrom ? {} : change.before,
    after: moved && !seesTo ? {} : change.after,
    viaToken: viaTokenId !== null,
    undoable:
      changeKind(change.type).undo !== null &&
      !isPurged(change) &&
      !followsAnother(change) &&
      !isOld(change, now),
  };
}
