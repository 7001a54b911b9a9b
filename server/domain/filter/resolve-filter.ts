import type { TaskStatus } from '../enums.ts';
import { fold } from '../fold.ts';
import type { LabelId, ProjectId, SectionId, UserId } from '../ids.ts';
import { isClause } from './ast.ts';
import type { Clause, Filter, Possession } from './ast.ts';
import { instantsOf, resolveDays } from './resolve-days.ts';
import type { Calendar, DayBounds } from './resolve-days.ts';
import {
  labelsCalled,
  peopleCalled,
  projectsCalled,
  projectsKeyed,
  sectionsCalled,
} from './resolve-names.ts';
import type { FilterNames, NameProblem } from './resolve-names.ts';

/** Who asks, which day it is for them, and what they see by name. */
export type FilterContext = Calendar & { me: UserId; names: FilterNames };

/** What a clause asks of a task, with ids, days and instants in place of names and of words like "today". */
export type ClauseTest =
  | ({ kind: 'days'; field: 'due' | 'start' } & DayBounds)
  | { kind: 'instants'; field: InstantField; since: string | null; before: string | null }
  | { kind: 'none'; field: 'due' | 'start' | 'completed' | 'estimate' | 'label' | 'assignee' }
  | { kind: 'overdue'; today: string }
  | { kind: 'status'; status: TaskStatus }
  | { kind: 'priority'; from: number; to: number }
  | { kind: 'label'; ids: LabelId[] }
  | { kind: 'project'; ids: ProjectId[] }
  | { kind: 'section'; ids: SectionId[] }
  | { kind: 'assignee'; ids: UserId[] }
  | { kind: 'author'; ids: UserId[] }
  /** Folded. */
  | { kind: 'text'; text: string }
  | { kind: 'repeat'; yes: boolean }
  | { kind: 'blocked'; yes: boolean }
  | { kind: 'has'; what: Possession }
  | { kind: 'estimate'; from: number | null; to: number | null }
  | { kind: 'subtask' }
  | { kind: 'key'; projectIds: ProjectId[]; number: number };
export type InstantField = 'created' | 'updated' | 'completed';

/** A filter that can be asked: `matches` and the server's SQL take it. It holds for one viewer and one day. */
export type ResolvedFilter =
  | { kind: 'and' | 'or'; of: ResolvedFilter[] }
  | { kind: 'not'; of: ResolvedFilter }
  | { kind: 'clause'; clause: Clause; test: ClauseTest };

/** Finds what a filter's names and days mean; or says which names there are not, each with a suggestion. */
export function resolveFilter(
  filter: Filter,
  context: FilterContext,
): ResolvedFilter | { problems: NameProblem[] } {
  const problems: NameProblem[] = [];
  const resolved = resolveEach(filter, (clause) => {
    const test = testOf(clause, context);
    if ('code' in test) problems.push(test);
    return 'code' in test ? { kind: 'subtask' } : test;
  });
  return problems.length > 0 ? { problems } : resolved;
}

function resolveEach(filter: Filter, read: (clause: Clause) => ClauseTest): ResolvedFilter {
  if (isClause(filter)) return { kind: 'clause', clause: filter, test: read(filter) };
  if (filter.kind === 'not') return { kind: 'not', of: resolveEach(filter.of, read) };
  return { kind: filter.kind, of: filter.of.map((one) => resolveEach(one, read)) };
}

function testOf(clause: Clause, context: FilterContext): ClauseTest | NameProblem {
  switch (clause.kind) {
    case 'days':
      return daysTest(clause, context);
    case 'overdue':
      return { kind: 'overdue', today: context.today };
    case 'label':
      return labelTest(clause, context);
    case 'project':
      return projectTest(clause, context);
    case 'assignee':
    case 'author':
      return whoTest(clause, context);
    case 'text':
      return { kind: 'text', text: fold(clause.text) };
    case 'estimate':
      return clause.from === null && clause.to === null
        ? { kind: 'none', field: 'estimate' }
        : clause;
    case 'key': {
      const projectIds = projectsKeyed(clause.project, { clause, names: context.names });
      return withIds(projectIds, (ids) => ({
        kind: 'key',
        projectIds: ids,
        number: clause.number,
      }));
    }
    case 'status':
    case 'priority':
    case 'repeat':
    case 'blocked':
    case 'has':
    case 'subtask':
      return clause;
  }
}

type Of<Kind extends Clause['kind']> = Extract<Clause, { kind: Kind }>;

function daysTest({ field, days }: Of<'days'>, context: FilterContext): ClauseTest {
  if (days.kind === 'none') {
    if (field === 'created' || field === 'updated') throw new Error(`a task is always ${field}`);
    return { kind: 'none', field };
  }
  const bounds = resolveDays(days, context);
  if (field === 'due' || field === 'start') return { kind: 'days', field, ...bounds };
  return { kind: 'instants', field, ...instantsOf(bounds, context) };
}

function labelTest(clause: Of<'label'>, { names }: FilterContext): ClauseTest | NameProblem {
  if (clause.name === null) return { kind: 'none', field: 'label' };
  return withIds(labelsCalled(clause.name, { clause, names }), (ids) => ({ kind: 'label', ids }));
}

function projectTest(clause: Of<'project'>, { names }: FilterContext): ClauseTest | NameProblem {
  const { section } = clause;
  const projects = projectsCalled(clause.name, { clause, names });
  if (!section || 'code' in projects) return withIds(projects, (ids) => ({ kind: 'project', ids }));
  const sections = sectionsCalled(section, projects, { clause, names });
  return withIds(sections, (ids) => ({ kind: 'section', ids }));
}

function whoTest(
  clause: Of<'assignee' | 'author'>,
  { me, names }: FilterContext,
): ClauseTest | NameProblem {
  const { kind, who } = clause;
  if (who.kind === 'nobody') return { kind: 'none', field: 'assignee' };
  if (who.kind === 'me') return { kind, ids: [me] };
  return withIds(peopleCalled(who.name, { clause, names }), (ids) => ({ kind, ids }));
}

function withIds<T>(
  found: T[] | NameProblem,
  testOfIds: (ids: T[]) => ClauseTest,
): ClauseTest | NameProblem {
  return 'code' in found ? found : testOfIds(found);
}
