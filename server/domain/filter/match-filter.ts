import type { TaskStatus } from '../enums.ts';
import { fold } from '../fold.ts';
import type { LabelId, ProjectId, SectionId, TaskId, UserId } from '../ids.ts';
import type { Clause, Possession } from './ast.ts';
import type { ClauseTest, InstantField, ResolvedFilter } from './resolve-filter.ts';

/** What a filter looks at: fields of a task as answers have it, and three facts beside them. */
export type FilterTask = {
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
  number: number;
  title: string;
  notes: string;
  status: TaskStatus;
  priority: number;
  startOn: string | null;
  dueOn: string | null;
  estimateMinutes: number | null;
  labelIds: readonly LabelId[];
  assigneeIds: readonly UserId[];
  createdBy: UserId | null;
  commentCount: number;
  attachmentCount: number;
  /** Instants in ISO 8601 with milliseconds and Z. */
  createdAt: string;
  updatedAt: string;
  completedAt: string | null;
  hasSubtasks: boolean;
  repeats: boolean;
  /** An open task blocks it that nothing put away. */
  isBlocked: boolean;
};

/** True where the filter lets the task through. */
export function matches(filter: ResolvedFilter, task: FilterTask): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((one) => matches(one, task));
    case 'or':
      return filter.of.some((one) => matches(one, task));
    case 'not':
      return !matches(filter.of, task);
    case 'clause':
      return passes(filter.test, task);
  }
}

/** Why a task is here: one clause of the filter that holds for it, or that is negated and does not. */
export type Reason = { clause: Clause; negated: boolean };

/** The clauses that let the task through, in the filter's order; none where it does not pass. */
export function whyMatches(filter: ResolvedFilter, task: FilterTask): Reason[] {
  return matches(filter, task) ? reasonsOf(filter, { task, negated: false }) : [];
}

/** Of a part that holds as it stands there: what makes it hold. */
function reasonsOf(
  filter: ResolvedFilter,
  { task, negated }: { task: FilterTask; negated: boolean },
): Reason[] {
  if (filter.kind === 'clause') return [{ clause: filter.clause, negated }];
  if (filter.kind === 'not') return reasonsOf(filter.of, { task, negated: !negated });
  const holding = filter.of.filter((one) => matches(one, task) !== negated);
  return holding.flatMap((one) => reasonsOf(one, { task, negated }));
}

const instants = {
  created: 'createdAt',
  updated: 'updatedAt',
  completed: 'completedAt',
} as const satisfies Record<InstantField, keyof FilterTask>;

const nothing: Record<
  Extract<ClauseTest, { kind: 'none' }>['field'],
  (task: FilterTask) => boolean
> = {
  due: ({ dueOn }) => dueOn === null,
  start: ({ startOn }) => startOn === null,
  completed: ({ completedAt }) => completedAt === null,
  estimate: ({ estimateMinutes }) => estimateMinutes === null,
  label: ({ labelIds }) => labelIds.length === 0,
  assignee: ({ assigneeIds }) => assigneeIds.length === 0,
};

const possesses: Record<Possession, (task: FilterTask) => boolean> = {
  notes: ({ notes }) => notes !== '',
  subtasks: ({ hasSubtasks }) => hasSubtasks,
  comments: ({ commentCount }) => commentCount > 0,
  attachments: ({ attachmentCount }) => attachmentCount > 0,
};

function passes(test: ClauseTest, task: FilterTask): boolean {
  switch (test.kind) {
    case 'days':
      return isWithin(test.field === 'due' ? task.dueOn : task.startOn, test.from, test.to);
    case 'instants':
      return isSince(task[instants[test.field]], test);
    case 'none':
      return nothing[test.field](task);
    case 'overdue':
      return task.status === 'open' && task.dueOn !== null && task.dueOn < test.today;
    case 'status':
      return task.status === test.status;
    case 'priority':
      return isWithin(task.priority, test.from, test.to);
    case 'label':
      return test.ids.some((id) => task.labelIds.includes(id));
    case 'project':
      return test.ids.includes(task.projectId);
    case 'section':
      return task.sectionId !== null && test.ids.includes(task.sectionId);
    case 'assignee':
      return test.ids.some((id) => task.assigneeIds.includes(id));
    case 'author':
      return task.createdBy !== null && test.ids.includes(task.createdBy);
    case 'text':
      return fold(task.title).includes(test.text) || fold(task.notes).includes(test.text);
    case 'repeat':
      return task.repeats === test.yes;
    case 'blocked':
      return task.isBlocked === test.yes;
    case 'has':
      return possesses[test.what](task);
    case 'estimate':
      return isWithin(task.estimateMinutes, test.from, test.to);
    case 'subtask':
      return task.parentId !== null;
    case 'key':
      return task.number === test.number && test.projectIds.includes(task.projectId);
  }
}

/** Nothing lies within a range, whichever; of days, texts are compared. */
function isWithin<T extends string | number>(
  value: T | null,
  from: T | null,
  to: T | null,
): boolean {
  return value !== null && (from === null || value >= from) && (to === null || value <= to);
}

function isSince(
  at: string | null,
  { since, before }: { since: string | null; before: string | null },
): boolean {
  return at !== null && (since === null || at >= since) && (before === null || at < before);
}
