import type { FilterSort } from '../../../server/domain/enums.ts';
import { clausesOf } from '../../../server/domain/filter/ast.ts';
import type { Clause, Filter } from '../../../server/domain/filter/ast.ts';
import { matches } from '../../../server/domain/filter/match-filter.ts';
import type { FilterTask } from '../../../server/domain/filter/match-filter.ts';
import type { ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { isBlocked } from './blocked.ts';
import { memoized } from './memoized.ts';
import { byAge, byDue } from './place.ts';
import type { Store } from './store.ts';

/** What there is in a workspace by name, as far as the page holds it. */
export const selectNamesIn = (workspaceId: string): ((store: Store) => FilterNames) =>
  memoized(
    (store): FilterNames => {
      const isIn = (row: { workspaceId: string }) => row.workspaceId === workspaceId;
      const sections = Map.groupBy(store.tables.sections.rows.values(), (row) => row.projectId);
      const projects = store
        .projectsIn(workspaceId)
        .flatMap((id) => store.get('projects', id) ?? []);
      return {
        labels: [...store.tables.labels.rows.values()].filter(isIn),
        projects: projects.map((project) => ({
          ...project,
          sections: sections.get(project.id) ?? [],
        })),
        people: [...store.tables.members.rows.values()]
          .filter(isIn)
          .map(({ userId, name }) => ({ id: userId, name })),
      };
    },
    ['labels', 'projects', 'members', 'sections'],
  );

/** What a filter looks at in a task of the store. */
export function filterTaskOf(store: Store, task: TaskOutput): FilterTask {
  const below = { projectId: task.projectId, sectionId: null, parentId: task.id };
  return {
    ...task,
    labelIds: task.labelIds.filter((id) => store.get('labels', id) !== undefined),
    hasSubtasks: store.openIn(below).length + store.closedIn(below).length > 0,
    repeats: task.recurrence !== null,
    isBlocked: isBlocked(store, task.id),
  };
}

/**
 * True for a filter that the store's rows answer. What blocks a task, and which sections a project has, is known once
 * the workspace is held whole.
 */
export function isAnsweredHere(filter: Filter, isWhole: boolean): boolean {
  const isOfRow = (clause: Clause) =>
    clause.kind !== 'blocked' && (clause.kind !== 'project' || clause.section === null);
  return isWhole || clausesOf(filter).every(isOfRow);
}

/** Which tasks of which workspace, in which order. */
export type Filtered = { workspaceId: string; filter: ResolvedFilter; sort: FilterSort };

/**
 * The ids of the store's tasks that a filter lets through, sorted. One that was closed a moment ago and so passes no
 * more stays while it is leaving. A row is looked at again only once it has changed.
 */
export function selectFiltered({ workspaceId, filter, sort }: Filtered) {
  let known = new WeakMap<TaskOutput, boolean>();
  let labels = -1;
  const hasFacts = asksBeyond(filter);
  const isFound = (store: Store, task: TaskOutput): boolean => {
    const before = known.get(task);
    if (before !== undefined && !hasFacts) return before;
    const found = matches(filter, filterTaskOf(store, task));
    known.set(task, found);
    return found;
  };
  const wasFound = (store: Store, task: TaskOutput): boolean =>
    store.isLingering(task.id) &&
    matches(filter, filterTaskOf(store, { ...task, status: 'open', completedAt: null }));
  return memoized(
    (store): readonly string[] => {
      // A label that is gone is on no task any more, whatever their rows say.
      if (labels !== store.version('labels')) known = new WeakMap();
      labels = store.version('labels');
      const found: TaskOutput[] = [];
      for (const task of store.tables.tasks.rows.values())
        if (task.workspaceId === workspaceId && (isFound(store, task) || wasFound(store, task)))
          found.push(task);
      return found.sort(orders[sort]).map(({ id }) => id);
    },
    hasFacts ? ['tasks', 'labels', 'relations', 'projects'] : ['tasks', 'labels'],
  );
}

/** The tasks that the server named, as the store has them now, sorted. */
export function selectAnswered(ids: readonly string[], sort: FilterSort) {
  return memoized(
    (store): readonly string[] =>
      ids
        .flatMap((id) => store.get('tasks', id) ?? [])
        .sort(orders[sort])
        .map(({ id }) => id),
    ['tasks'],
  );
}

/** As `task.filter` sorts, and by time on one day. */
const orders: Record<FilterSort, (a: TaskOutput, b: TaskOutput) => number> = {
  due: byDue,
  created: byAge,
  updated: (a, b) => byAge({ ...a, createdAt: a.updatedAt }, { ...b, createdAt: b.updatedAt }),
  priority: (a, b) => b.priority - a.priority || byDue(a, b),
};

/** True for a filter that looks at more than the task's own row. */
function asksBeyond(filter: ResolvedFilter): boolean {
  if (filter.kind === 'not') return asksBeyond(filter.of);
  if (filter.kind !== 'clause') return filter.of.some(asksBeyond);
  const { test } = filter;
  return test.kind === 'blocked' || (test.kind === 'has' && test.what === 'subtasks');
}
