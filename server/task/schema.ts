import * as z from 'zod';
import { filterSorts, searchMatches, searchPlaces, taskStatuses } from '../domain/enums.ts';
import { longestFilter } from '../domain/filter/problem.ts';
import {
  beside,
  day,
  editFields,
  idSet,
  instantInput,
  inWorkspace,
  line,
  outId,
  pageFields,
  pageOf,
  prose,
  time,
  timeZone,
  writeFields,
} from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type {
  GroupId,
  LabelId,
  ProjectId,
  SectionId,
  TaskId,
  UserId,
  WorkspaceId,
} from '../domain/ids.ts';
import { longestSearch, longestTitle, mostInBulk } from '../domain/limits.ts';
import { recurrenceInput, recurrenceOutput } from '../recurrence/schema.ts';

export const maxNotes = 100_000;
/** Labels of one task, and assignees of one. */
export const maxInSet = 50;

export const taskOutput = z.object({
  id: outId<TaskId>(),
  workspaceId: outId<WorkspaceId>(),
  projectId: outId<ProjectId>(),
  sectionId: outId<SectionId>().nullable(),
  parentId: outId<TaskId>().nullable(),
  number: z.int(),
  /** `HOME-12`. */
  key: z.string(),
  title: z.string(),
  /** Markdown. */
  notes: z.string(),
  status: z.enum(taskStatuses),
  /** 0 none, 1 low, 2 medium, 3 urgent. */
  priority: z.int(),
  startOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** `HH:MM`; floating where `timeZone` is null. */
  dueTime: z.string().nullable(),
  /** Follows from day, time and zone: in an hour that the clock repeats, and whichever was sent, the first of the two. */
  dueAt: z.string().nullable(),
  timeZone: z.string().nullable(),
  recurrence: recurrenceOutput.nullable(),
  estimateMinutes: z.int().nullable(),
  labelIds: z.array(outId<LabelId>()),
  assigneeIds: z.array(outId<UserId>()),
  commentCount: z.int(),
  attachmentCount: z.int(),
  order: z.string(),
  version: z.int(),
  createdBy: outId<UserId>().nullable(),
  importedAuthor: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
});
export type TaskOutput = z.output<typeof taskOutput>;

const dueFields = {
  dueOn: day.nullable().optional(),
  dueTime: time.nullable().optional(),
  dueAt: instantInput.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
};

const scalars = {
  notes: prose(maxNotes).optional(),
  priority: z.int().min(0).max(3).optional(),
  startOn: day.nullable().optional(),
  ...dueFields,
  estimateMinutes: z
    .int()
    .min(1)
    .max(60 * 24 * 365)
    .nullable()
    .optional(),
};

const labelIds = idSet<LabelId>(maxInSet);
const assigneeIds = idSet<UserId>(maxInSet);

export const taskCreateInput = z.strictObject({
  ...inWorkspace,
  id: id<TaskId>().optional(),
  /** The caller's inbox when left out. */
  projectId: id<ProjectId>().optional(),
  sectionId: id<SectionId>().nullable().optional(),
  parentId: id<TaskId>().nullable().optional(),
  title: line(longestTitle),
  ...scalars,
  /** Where a due is sent, the first day that may be an occurrence; else today is. The due becomes the first occurrence. */
  recurrence: recurrenceInput.optional(),
  labelIds: labelIds.optional(),
  assigneeIds: assigneeIds.optional(),
  ...beside<TaskId>(),
  ...writeFields,
});
export type TaskCreateInput = z.output<typeof taskCreateInput>;

const taskRef = { ...inWorkspace, taskId: id<TaskId>() };

export const taskGetInput = z.strictObject(taskRef);
export type TaskGetInput = z.output<typeof taskGetInput>;

export const taskSorts = ['order', 'due', 'created', 'updated'] as const;
export type TaskSort = (typeof taskSorts)[number];

/** `dueAfter <= dueOn < dueBefore`. Sorted by `order` within a project, else by `due`, unless said. */
export const taskListInput = z.strictObject({
  ...inWorkspace,
  projectId: id<ProjectId>().optional(),
  status: z.enum(taskStatuses).optional(),
  /** Tasks that carry all of these. */
  labelIds: labelIds.optional(),
  assigneeId: id<UserId>().optional(),
  parentId: id<TaskId>().optional(),
  dueBefore: day.optional(),
  dueAfter: day.optional(),
  sort: z.enum(taskSorts).optional(),
  ...pageFields(200, 50),
});
export type TaskListInput = z.output<typeof taskListInput>;
export const taskListOutput = pageOf(taskOutput);

export const taskListHotInput = z
  .strictObject({ workspaceId: id<WorkspaceId>().optional() })
  .optional();
export type TaskListHotInput = z.output<typeof taskListHotInput>;
export const taskListHotOutput = z.object({ items: z.array(taskOutput) });

export const taskSearchInput = z.strictObject({
  ...inWorkspace,
  text: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longestSearch, `must be at most ${longestSearch} characters`),
  ...pageFields(50, 20),
});
export type TaskSearchInput = z.output<typeof taskSearchInput>;

/**
 * Best first. `where` says which text matched, and `match` how nearly; `excerpt` is the title, or what stands around the
 * words in the other text. Found words stand between U+0002 and U+0003. Misspelt ones fill the first page alone.
 */
export const taskSearchOutput = pageOf(
  z.object({
    task: taskOutput,
    where: z.enum(searchPlaces),
    match: z.enum(searchMatches),
    title: z.string(),
    excerpt: z.string(),
  }),
);
export type TaskSearchOutput = z.output<typeof taskSearchOutput>;

/** Sorted by due unless said, with the urgent first by `priority`, and by due among those of one priority. */
export const taskFilterInput = z.strictObject({
  ...inWorkspace,
  /** As docs/filters.md has it; an empty one lets every task through. */
  filter: z.string().max(longestFilter, `must be at most ${longestFilter} characters`),
  sort: z.enum(filterSorts).default('due'),
  ...pageFields(200, 50),
});
export type TaskFilterInput = z.output<typeof taskFilterInput>;

/** `why`: the conditions that let the task through, each in the words of the caller's language. */
export const taskFilterOutput = pageOf(
  z.object({
    task: taskOutput,
    why: z.array(z.object({ clause: z.string(), negated: z.boolean() })),
  }),
);
export type TaskFilterOutput = z.output<typeof taskFilterOutput>;

export const taskUpdateInput = z.strictObject({
  ...taskRef,
  set: z
    .strictObject({
      title: line(longestTitle).optional(),
      ...scalars,
      /** Null ends it. Another rule, other days or a due beside it begin the series anew, on the due. */
      recurrence: recurrenceInput.nullable().optional(),
    })
    .default({}),
  add: z
    .strictObject({ labelIds: labelIds.optional(), assigneeIds: assigneeIds.optional() })
    .default({}),
  remove: z
    .strictObject({ labelIds: labelIds.optional(), assigneeIds: assigneeIds.optional() })
    .default({}),
  /** With `set.notes`: the version whose notes these began from. What has changed in them since is merged, line by line. */
  notesBase: z.int().min(1).optional(),
  /** Instead of `notesBase` where these began from what no version has, as from notes that were still on their way: that text. */
  notesBaseText: scalars.notes,
  ...editFields,
});
export type TaskUpdateInput = z.output<typeof taskUpdateInput>;

export const taskEditInput = z.strictObject({ ...taskRef, ...editFields });
export type TaskEditInput = z.output<typeof taskEditInput>;

/** Of a task that repeats, `occurrenceOn` says which occurrence is done. */
export const taskCompleteInput = z.strictObject({
  ...taskRef,
  occurrenceOn: day.optional(),
  ...editFields,
});
export type TaskCompleteInput = z.output<typeof taskCompleteInput>;

/** `alreadyCompleted` where that occurrence was done before; the task is as it is. */
export const taskCompleteOutput = taskOutput.extend({
  alreadyCompleted: z.literal(true).optional(),
});
export type TaskCompleteOutput = z.output<typeof taskCompleteOutput>;

export const taskAssignInput = z.strictObject({
  ...taskRef,
  add: assigneeIds.default([]),
  remove: assigneeIds.default([]),
  ...editFields,
});
export type TaskAssignInput = z.output<typeof taskAssignInput>;

/** `occurrenceOn` says which occurrence is left out. One that the task stands at no more answers with the task as it is. */
export const taskSkipInput = z.strictObject({ ...taskRef, occurrenceOn: day, ...editFields });
export type TaskSkipInput = z.output<typeof taskSkipInput>;

const place = {
  projectId: id<ProjectId>().optional(),
  /** Null: no section. */
  sectionId: id<SectionId>().nullable().optional(),
  /** Null: no parent. */
  parentId: id<TaskId>().nullable().optional(),
};

/** What is not named stays, but a move to another project or parent leaves section and parent behind. */
export const taskMoveInput = z.strictObject({
  ...taskRef,
  ...place,
  ...beside<TaskId>(),
  ...editFields,
});
export type TaskMoveInput = z.output<typeof taskMoveInput>;

const bulkActions = [
  'complete',
  'reopen',
  'cancel',
  'delete',
  'restore',
  'move',
  'update',
] as const;

export const taskBulkInput = z.strictObject({
  ...inWorkspace,
  taskIds: idSet<TaskId>(mostInBulk).pipe(
    z.array(z.custom<TaskId>()).min(1, 'name at least one task'),
  ),
  action: z.enum(bulkActions),
  /** For `move`. */
  ...place,
  /** For `update`. */
  set: z.strictObject(scalars).optional(),
  add: z
    .strictObject({ labelIds: labelIds.optional(), assigneeIds: assigneeIds.optional() })
    .optional(),
  remove: z
    .strictObject({ labelIds: labelIds.optional(), assigneeIds: assigneeIds.optional() })
    .optional(),
  /** The same new id in several calls makes them one intent: one line of history, one undo. */
  groupId: id<GroupId>().optional(),
  ...writeFields,
});
export type TaskBulkInput = z.output<typeof taskBulkInput>;

/** All or nothing: one task that cannot be changed refuses the whole call and is named. `groupId` undoes it all. */
export const taskBulkOutput = z.object({ items: z.array(taskOutput), groupId: z.string() });
export type TaskBulkOutput = z.output<typeof taskBulkOutput>;

/** A set changes by difference. `path` is where the caller named what is added. */
export type SetEdit<T> = { add?: T[] | undefined; remove?: T[] | undefined; path: string[] };
