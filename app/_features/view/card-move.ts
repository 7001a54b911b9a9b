import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Edit } from '../../_client/intents/bulk-tasks.ts';
import { addDays } from '../../_client/clock.ts';
import { overdueKey } from '../filter/group-tasks.ts';
import type { Grouping, GroupRule } from '../filter/group-tasks.ts';

type Task = Pick<TaskOutput, 'assigneeIds' | 'parentId' | 'recurrence' | 'status'>;

/** What makes tasks stand in a column: another value of a field, or another project. */
export type CardMove = { kind: 'edit'; edit: Edit } | { kind: 'send'; projectId: string };

/** False where no column takes cards of others: a task has several labels, and stands with the first. */
export const takesCards = (grouping: Grouping): boolean => grouping !== 'label';

/** So many columns stand on a board without cards, at most: more hide those that have some. */
const mostStanding = 12;

/** The columns that stand there without cards too, so that one can be moved there. */
export function standingColumns({ grouping, today, order }: GroupRule): readonly string[] {
  if (grouping === 'priority') return ['3', '2', '1', '0'];
  if (grouping === 'due') return [today, addDays(today, 1), ''];
  if (grouping === 'assignee') return [...(order.length <= mostStanding ? order : []), ''];
  return [];
}

/**
 * What has to be done with tasks to have them in the column `key`. Null where that has no one meaning: nothing is made
 * overdue, a subtask is where its parent is, and what repeats has a day.
 */
export function cardMove(
  { grouping, today }: Pick<GroupRule, 'grouping' | 'today'>,
  key: string,
  tasks: readonly Task[],
): CardMove | null {
  switch (grouping) {
    case 'project':
      return tasks.some(({ parentId }) => parentId !== null)
        ? null
        : { kind: 'send', projectId: key };
    case 'priority':
      return { kind: 'edit', edit: { set: { priority: Number(key) } } };
    case 'due':
      return dueMove(key, tasks, today);
    case 'assignee':
      return { kind: 'edit', edit: assigneeMove(key, tasks) };
    case 'label':
    case 'none':
      return null;
  }
}

function dueMove(key: string, tasks: readonly Task[], today: string): CardMove | null {
  if (key === overdueKey) return null;
  // The column of a past day is of closed tasks: an open one would be overdue.
  if (key !== '' && key < today && tasks.some(({ status }) => status === 'open')) return null;
  if (key === '' && tasks.some(({ recurrence }) => recurrence !== null)) return null;
  return { kind: 'edit', edit: { set: { dueOn: key === '' ? null : key } } };
}

/** The person of the column takes the place of all others. */
function assigneeMove(key: string, tasks: readonly Task[]): Edit {
  const others = new Set<string>(tasks.flatMap(({ assigneeIds }) => assigneeIds));
  others.delete(key);
  return {
    ...(key !== '' && { add: { assigneeIds: [key] } }),
    ...(others.size > 0 && { remove: { assigneeIds: [...others] } }),
  };
}

/** Where Alt and an arrow take cards: into the next column that takes them. Null: there is none. */
export function nextColumn(
  keys: readonly string[],
  from: string,
  { by, takes }: { by: -1 | 1; takes: (key: string) => boolean },
): string | null {
  const at = keys.indexOf(from);
  if (at < 0) return null;
  const beside = by > 0 ? keys.slice(at + 1) : keys.slice(0, at).toReversed();
  return beside.find(takes) ?? null;
}
