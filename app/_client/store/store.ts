import type { TaskOutput } from '../../../server/task/schema.ts';
import { createGroups } from './groups.ts';
import { createHiding } from './hiding.ts';
import { createOpenCounts } from './open-counts.ts';
import { byAge, byDue, byName, byOrder, hasMoved, placeKey, placeOf, pressingOf } from './place.ts';
import type { Place } from './place.ts';
import type { Patch, Rows, TableName } from './rows.ts';
import { createTable } from './table.ts';
import type { Table, When } from './table.ts';

const inWorkspace = (row: { workspaceId: string }) => [row.workspaceId];

/** The page's own copy of what it has seen: rows by id, and sorted lists of ids that keep their identity. */
export type Store = ReturnType<typeof createStore>;

/** An empty store. */
export function createStore() {
  const listeners = new Set<() => void>();
  const versions = new Map<string, number>();
  const lingering = new Set<string>();
  let depth = 0;
  let dirty = false;
  let stamp = 0;

  const touch = (key: string) => {
    versions.set(key, (versions.get(key) ?? 0) + 1);
    dirty = true;
  };
  const isListed = (task: TaskOutput) => task.status === 'open' || lingering.has(task.id);
  const counts = createOpenCounts();

  const lists = createGroups<TaskOutput>({
    keysOf: (task) => [`${isListed(task) ? 'open' : 'closed'} ${placeKey(placeOf(task))}`],
    compare: byOrder,
  });
  const labelled = createGroups<TaskOutput>({
    keysOf: (task) => (isListed(task) ? task.labelIds : []),
    compare: byDue,
  });
  const pressing = createGroups<TaskOutput>({
    keysOf: (task) => (isListed(task) ? pressingOf(task) : []),
    compare: byDue,
  });
  const projects = createGroups<Rows['projects']>({ keysOf: inWorkspace, compare: byOrder });
  const sections = createGroups<Rows['sections']>({
    keysOf: (row) => [row.projectId],
    compare: byOrder,
  });
  const labels = createGroups<Rows['labels']>({ keysOf: inWorkspace, compare: byName });
  const members = createGroups<Rows['members']>({ keysOf: inWorkspace, compare: byName });
  const comments = createGroups<Rows['comments']>({
    keysOf: (row) => [row.taskId],
    compare: byAge,
  });
  const relations = createGroups<Rows['relations']>({
    keysOf: ({ fromTaskId, toTaskId }) => [fromTaskId, toTaskId],
    compare: byAge,
  });

  const hiding = createHiding((id) => tables.tasks.recheck(id));
  /** Projects of which all was forgotten, and when. */
  const forgotten = new Map<string, number>();
  const keepers = new Set<(table: TableName, id: string) => void>();
  /** What every table has in common. */
  const common = (name: TableName) => ({
    hiding,
    onBase: (id: string) => {
      for (const keeper of keepers) keeper(name, id);
    },
  });

  const tables: { [T in TableName]: Table<Rows[T]> } = {
    users: createTable({ ...common('users'), onChange: () => touch('users') }),
    workspaces: createTable({ ...common('workspaces'), onChange: () => touch('workspaces') }),
    projects: createTable({
      ...common('projects'),
      onChange: (before, after) => {
        projects.apply(before, after);
        touch('projects');
      },
    }),
    sections: createTable({
      ...common('sections'),
      onChange: (before, after) => {
        sections.apply(before, after);
        touch('sections');
        touch(`structure ${(after ?? before)?.projectId}`);
      },
    }),
    labels: createTable({
      ...common('labels'),
      onChange: (before, after) => {
        labels.apply(before, after);
        touch('labels');
      },
    }),
    views: createTable({ ...common('views'), onChange: () => touch('views') }),
    plans: createTable({ ...common('plans'), onChange: () => touch('plans') }),
    members: createTable({
      ...common('members'),
      onChange: (before, after) => {
        members.apply(before, after);
        touch('members');
      },
    }),
    tasks: createTable({
      ...common('tasks'),
      onChange: onTask,
      hangsFrom: ({ projectId, sectionId, parentId }) =>
        parentId ? [parentId, projectId] : sectionId ? [sectionId, projectId] : [projectId],
    }),
    comments: createTable({
      ...common('comments'),
      onChange: (before, after) => {
        comments.apply(before, after);
        touch(`comments ${(after ?? before)?.taskId}`);
      },
    }),
    relations: createTable({
      ...common('relations'),
      onChange: (before, after) => {
        relations.apply(before, after);
        touch('relations');
      },
    }),
    reminders: createTable({ ...common('reminders'), onChange: () => touch('reminders') }),
  };

  function onTask(before: TaskOutput | undefined, after: TaskOutput | undefined): void {
    index(before, after);
    counts.change(before, after);
    touch('tasks');
    const id = (after ?? before)?.id;
    if (id && relations.ids(id).length > 0) touch('relations');
    if ([before, after].some((task) => task && pressingOf(task).length > 0)) touch('pressing');
    for (const task of [before, after]) {
      if (task && (!before || !after || hasMoved(before, after)))
        touch(`structure ${task.projectId}`);
    }
  }

  function index(before: TaskOutput | undefined, after: TaskOutput | undefined): void {
    lists.apply(before, after);
    labelled.apply(before, after);
    pressing.apply(before, after);
  }

  /** Forgets the relations of some tasks. */
  function forgetRelations(isOf: (taskId: string) => boolean): void {
    const isTheirs = (row: Rows['relations']) => isOf(row.fromTaskId) || isOf(row.toTaskId);
    tables.relations.prune(isTheirs, new Set(), Number.POSITIVE_INFINITY);
  }

  function take<T extends TableName>(table: T, rows: readonly Rows[T][], when: When): void {
    const isOfBefore = ({ projectId }: { projectId?: string }) =>
      projectId !== undefined && (forgotten.get(projectId) ?? -1) > when.askedAt;
    batch(() => {
      for (const row of rows) if (!isOfBefore(row as object)) tables[table].put(row, when);
    });
  }

  /** Runs a number of changes as one: whoever listens hears once. */
  function batch<R>(work: () => R): R {
    depth += 1;
    try {
      return work();
    } finally {
      depth -= 1;
      if (depth === 0 && dirty) {
        dirty = false;
        for (const listener of listeners) listener();
      }
    }
  }

  return {
    batch,
    counts,
    tables,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Hears of each row of which the server said something. @returns a way to stop */
    watchBase: (keeper: (table: TableName, id: string) => void): (() => void) => {
      keepers.add(keeper);
      return () => void keepers.delete(keeper);
    },
    get: <T extends TableName>(table: T, id: string): Rows[T] | undefined =>
      tables[table].rows.get(id),
    /** Counts up with each change of a table (`tasks`), of what may be in Today (`pressing`), of a project's lists (`structure <id>`), of a task's comments, of relations or of tasks that have some (`relations`). */
    version: (key: string): number => versions.get(key) ?? 0,
    openIn: (place: Place) => lists.ids(`open ${placeKey(place)}`),
    /** How many tasks of a list are open: those that are leaving stand there, too. */
    openCount: (place: Place): number => {
      const ids = lists.ids(`open ${placeKey(place)}`);
      const left = [...lingering].filter((id) => tables.tasks.rows.get(id)?.status !== 'open');
      return ids.length - left.filter((id) => ids.includes(id)).length;
    },
    closedIn: (place: Place) => lists.ids(`closed ${placeKey(place)}`),
    labelled: (labelId: string) => labelled.ids(labelId),
    /** The open tasks that have a due day, and those that are urgent, by due. */
    due: () => pressing.ids('due'),
    urgent: () => pressing.ids('urgent'),
    projectsIn: (workspaceId: string) => projects.ids(workspaceId),
    sectionsIn: (projectId: string) => sections.ids(projectId),
    labelsIn: (workspaceId: string) => labels.ids(workspaceId),
    membersIn: (workspaceId: string) => members.ids(workspaceId),
    commentsOn: (taskId: string) => comments.ids(taskId),
    /** The relations that a task stands at an end of, whatever is known of the other. */
    relationsOf: (taskId: string) => relations.ids(taskId),
    /** The ids of all that hangs from a project, section or task, in sight or not. */
    hangingFrom: (id: string) => hiding.below(id),
    /** True if a row is known to be gone, or out of sight with what it hangs from; false where it is merely not known. */
    isGone: (id: string) => hiding.covers([id]),
    /** True for a project, section or task of which the server said that it is gone, or not to be seen. */
    isLost: (id: string) =>
      tables.tasks.isLost(id) || tables.sections.isLost(id) || tables.projects.isLost(id),
    /** The ids of all that a row hangs from: the tasks above it, its section, its project. */
    above: (id: string) => hiding.above(id),
    /** False where a task has no subtasks at all: cheaper to ask than their lists. */
    hasBelow: (id: string) => hiding.hasBelow(id),

    /** A mark of the present moment, later than all before it, to be taken before asking the server. */
    mark: (): number => (stamp += 1),
    /** @param askedAt the mark of when they were asked for, where others may have changed them since */
    put<T extends TableName>(table: T, rows: readonly Rows[T][], askedAt?: number): void {
      stamp += 1;
      take(table, rows, { askedAt: askedAt ?? stamp, since: askedAt ?? stamp });
    },
    /**
     * Takes what the answer to an operation says. It may be as old as its sending, but what is asked for since, and was
     * not told of it, does not say that it is gone.
     */
    putAnswer<T extends TableName>(table: T, rows: readonly Rows[T][], sentAt: number): void {
      stamp += 1;
      take(table, rows, { askedAt: sentAt, since: stamp });
    },
    /** Forgets all that is in a project; what was asked for before does not bring it back. */
    forgetProject(projectId: string): void {
      stamp += 1;
      forgotten.set(projectId, stamp);
      const none: ReadonlySet<string> = new Set();
      const isIn = (row: { projectId: string }) => row.projectId === projectId;
      const isOn = ({ taskId }: { taskId: string }) =>
        tables.tasks.base(taskId)?.projectId === projectId;
      batch(() => {
        tables.comments.prune(isOn, none, stamp);
        tables.reminders.prune(isOn, none, stamp);
        forgetRelations((taskId) => tables.tasks.base(taskId)?.projectId === projectId);
        tables.sections.prune(isIn, none, stamp);
        tables.tasks.prune(isIn, none, stamp);
      });
    },
    /**
     * The server shows a row no more, nor what hangs from it; an answer that was asked for earlier does not bring it back.
     * @param askedAt the mark of when that was asked, where it has been told since that it is there
     */
    lose(table: TableName, id: string, askedAt?: number): void {
      stamp += 1;
      batch(() => {
        // What becomes of them while it is out of sight nobody tells: they come again with it.
        const below = table === 'tasks' ? new Set([id, ...hiding.below(id)]) : null;
        if (below) forgetRelations((taskId) => below.has(taskId));
        tables[table].lose(id, askedAt ?? stamp);
      });
    },
    addPatch<T extends TableName>(patch: Patch<T>): void {
      batch(() => counts.byHand(() => tables[patch.table].addPatch(patch)));
    },
    removePatch<T extends TableName>(patch: Patch<T>): void {
      batch(() => counts.byHand(() => tables[patch.table].removePatch(patch)));
    },
    /** The server has just counted the open tasks of these projects. */
    recount(projectIds: ReadonlySet<string>): void {
      const ids = [...tables.tasks.patched()];
      counts.reset(
        projectIds,
        ids.map((id) => [tables.tasks.base(id), tables.tasks.rows.get(id)] as const),
      );
      dirty = true;
    },
    /** Keeps a task in its list although it is closed, until told otherwise. */
    linger(taskId: string, stay: boolean): void {
      batch(() => {
        if (stay) lingering.add(taskId);
        else lingering.delete(taskId);
        const task = tables.tasks.rows.get(taskId);
        if (!task) return;
        index(task, task);
        touch('tasks');
        touch('pressing');
        touch(`structure ${task.projectId}`);
      });
    },
    isLingering: (taskId: string): boolean => lingering.has(taskId),
  };
}
