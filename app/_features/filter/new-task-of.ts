import type { ResolvedFilter, ClauseTest } from '../../../server/domain/filter/resolve-filter.ts';
import { overdueKey } from './group-tasks.ts';
import type { Grouping } from './group-tasks.ts';
import type { NewTask } from '../../_client/intents/add-task.ts';

/** What a task has that is added among those that a filter finds: what the filter asks of each of them. */
export type NewByFilter = {
  projectId: string | null;
  /** It stands in one of these, of the project where that is said too; null where no section is asked for. */
  sectionIds: readonly string[] | null;
  task: Omit<NewTask, 'title'>;
};

/** Takes over what must hold and says exactly what: a day, a label, a person, a priority, a project or a section. */
export function newTaskOf(filter: ResolvedFilter | null): NewByFilter {
  const members = filter?.kind === 'and' ? filter.of : filter ? [filter] : [];
  const tests = members.flatMap((one) => (one.kind === 'clause' ? one.test : []));
  const projectId = first(tests, (test) => (test.kind === 'project' ? test.ids[0] : undefined));
  const sectionIds = first(tests, (test) => (test.kind === 'section' ? test.ids : undefined));
  const dueOn = first(tests, dueOf);
  const priority = first(tests, priorityOf);
  const labelIds = tests.flatMap((test) => (test.kind === 'label' ? test.ids.slice(0, 1) : []));
  const assigneeIds = tests.flatMap((test) =>
    test.kind === 'assignee' ? test.ids.slice(0, 1) : [],
  );
  const task = {
    ...(dueOn !== undefined && { dueOn }),
    ...(priority !== undefined && { priority }),
    ...(labelIds.length > 0 && { labelIds }),
    ...(assigneeIds.length > 0 && { assigneeIds }),
  };
  return { projectId: projectId ?? null, sectionIds: sectionIds ?? null, task };
}

/** The same for a part of a grouped list; null where a task cannot be made to stand there, as among what is overdue. */
export function newTaskIn(
  filter: ResolvedFilter | null,
  grouping: Grouping,
  key: string,
): NewByFilter | null {
  const made = newTaskOf(filter);
  const { task } = made;
  if (grouping === 'none' || key === '') return made;
  if (grouping === 'project') return { ...made, projectId: key };
  if (grouping === 'due')
    return key === overdueKey ? null : { ...made, task: { ...task, dueOn: key } };
  if (grouping === 'priority') return { ...made, task: { ...task, priority: Number(key) } };
  const field = grouping === 'label' ? 'labelIds' : 'assigneeIds';
  const ids = [...new Set([...(task[field] ?? []), key])];
  return { ...made, task: { ...task, [field]: ids } };
}

/** The section into which a new task goes, of those that are there; undefined for none. */
export function sectionFor<S extends { id: string; projectId: string }>(
  { projectId, sectionIds }: NewByFilter,
  sections: readonly S[],
): S | undefined {
  return sections.find(
    (one) =>
      sectionIds?.includes(one.id) === true && (projectId === null || one.projectId === projectId),
  );
}

function first<T>(
  tests: readonly ClauseTest[],
  pick: (test: ClauseTest) => T | undefined,
): T | undefined {
  for (const test of tests) {
    const found = pick(test);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first day of a range, for it is within. */
function dueOf(test: ClauseTest): string | undefined {
  if (test.kind !== 'days' || test.field !== 'due') return undefined;
  return test.from ?? test.to ?? undefined;
}

function priorityOf(test: ClauseTest): number | undefined {
  return test.kind === 'priority' ? test.from : undefined;
}
