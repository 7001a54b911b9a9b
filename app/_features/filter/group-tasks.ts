import type { TaskOutput } from '../../../server/task/schema.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';

export type Grouping = ViewOutput['grouping'];

/** A headed part: what its tasks have in common (an id, a day, a priority), empty where they have none of it. */
export type TaskGroup = { key: string; ids: readonly string[] };

type Task = Pick<
  TaskOutput,
  'id' | 'projectId' | 'dueOn' | 'priority' | 'assigneeIds' | 'labelIds' | 'status'
>;

/** `order` has the ids of projects, people or labels as they are to follow each other. */
export type GroupRule = { grouping: Grouping; today: string; order: readonly string[] };

/** The part of all that is overdue. */
export const overdueKey = 'overdue';

/** What the columns of a board are: of tasks that are not grouped, the priorities, for each task has one. */
export const columnsBy = (grouping: Grouping): Grouping =>
  grouping === 'none' ? 'priority' : grouping;

/**
 * Tasks in headed parts, in each as they were sorted. Of several labels or people a task stands with the one that comes
 * first, so that it stands once.
 * @param standing the keys of the parts that stand there without tasks too
 */
export function groupTasks(
  tasks: readonly Task[],
  rule: GroupRule,
  standing: readonly string[] = [],
): TaskGroup[] {
  if (rule.grouping === 'none') return [{ key: 'all', ids: tasks.map(({ id }) => id) }];
  const rank = new Map(rule.order.map((id, index) => [id, index]));
  const groups = Map.groupBy(tasks, (task) => keyOf(task, rule, rank));
  for (const key of standing) if (!groups.has(key)) groups.set(key, []);
  const compare = comparing(rule.grouping, rank);
  return [...groups]
    .map(([key, members]) => ({ key, ids: members.map(({ id }) => id) }))
    .sort((a, b) => compare(a.key, b.key));
}

function keyOf(task: Task, { grouping, today }: GroupRule, rank: Ranks): string {
  switch (grouping) {
    case 'project':
      return task.projectId;
    case 'priority':
      return String(task.priority);
    case 'due':
      return dueKey(task, today);
    case 'assignee':
      return firstOf(task.assigneeIds, rank);
    case 'label':
      return firstOf(task.labelIds, rank);
    case 'none':
      return 'all';
  }
}

type Ranks = ReadonlyMap<string, number>;

function dueKey({ dueOn, status }: Task, today: string): string {
  if (dueOn === null) return '';
  return dueOn < today && status === 'open' ? overdueKey : dueOn;
}

/** Of what is not known here, as a label that was deleted, a task has none. */
function firstOf(ids: readonly string[], rank: Ranks): string {
  const known = ids.filter((id) => rank.has(id));
  return known.sort((a, b) => rank.get(a)! - rank.get(b)!)[0] ?? '';
}

/** Without any comes last; what is overdue first, and of priorities the urgent. */
function comparing(grouping: Grouping, rank: Ranks): (a: string, b: string) => number {
  if (grouping === 'priority') return (a, b) => Number(b) - Number(a);
  const place = (key: string): string | number =>
    grouping === 'due' ? (key === overdueKey ? '0' : key || '~') : (rank.get(key) ?? Infinity);
  return (a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0);
}
