import { matches } from '../../../server/domain/filter/match-filter.ts';
import type { FilterTask } from '../../../server/domain/filter/match-filter.ts';
import type { ClauseTest, ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { LabelId, ProjectId, SectionId, TaskId, UserId } from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { groupTasks } from './group-tasks.ts';
import type { GroupRule } from './group-tasks.ts';
import type { NewByFilter } from './new-task-of.ts';

type TaskDraft = FilterTask & Pick<TaskOutput, 'id' | 'labelIds' | 'assigneeIds'>;

/** Where a task is made, and who makes it when: an ISO instant with milliseconds. */
type Making = { projectId: string; sectionId: string | null; me: string; now: string };

/** The task as it will be once it is made, without a title. */
export function draftOf(
  { task }: NewByFilter,
  { projectId, sectionId, me, now }: Making,
): TaskDraft {
  return {
    id: '' as TaskId,
    projectId: projectId as ProjectId,
    sectionId: sectionId as SectionId | null,
    parentId: null,
    number: 0,
    title: '',
    notes: task.notes ?? '',
    status: 'open',
    priority: task.priority ?? 0,
    startOn: task.startOn ?? null,
    dueOn: task.dueOn ?? null,
    estimateMinutes: task.estimateMinutes ?? null,
    labelIds: (task.labelIds ?? []) as LabelId[],
    assigneeIds: (task.assigneeIds ?? []) as UserId[],
    createdBy: me as UserId,
    commentCount: 0,
    attachmentCount: 0,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    hasSubtasks: false,
    repeats: false,
    isBlocked: false,
  };
}

/** True where the filter finds the task and it stands in the part `key` of what is found. */
export function newTaskStays(
  draft: TaskDraft,
  { asked, rule, key }: { asked: ResolvedFilter; rule: GroupRule; key: string },
): boolean {
  // The words of its title are still to be written: these may be any that the filter asks for.
  const asAsked = { ...draft, title: textsOf(asked).join(' ') };
  if (!matches(asked, draft) && !matches(asked, asAsked)) return false;
  return rule.grouping === 'none' || groupTasks([draft], rule)[0]?.key === key;
}

function textsOf(filter: ResolvedFilter): string[] {
  if (filter.kind === 'clause') return textOf(filter.test);
  return filter.kind === 'not' ? textsOf(filter.of) : filter.of.flatMap(textsOf);
}

const textOf = (test: ClauseTest): string[] => (test.kind === 'text' ? [test.text] : []);
