import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { anchors, missedPolicies, relationKinds, taskStatuses } from '../../server/domain/enums.ts';
import type {
  LabelId,
  ProjectId,
  RelationId,
  SectionId,
  TaskId,
  UserId,
} from '../../server/domain/ids.ts';
import {
  createdAt,
  idColumn,
  instant,
  orderKey,
  tenant,
  tsvector,
  updatedAt,
  wallTime,
} from '../columns.ts';
import { authorship, labels, members, projects, sections } from './workspaces.ts';

export const taskStatusEnum = pgEnum('task_status', taskStatuses);
export const anchorEnum = pgEnum('recurrence_anchor', anchors);
export const missedPolicyEnum = pgEnum('missed_policy', missedPolicies);
export const relationKindEnum = pgEnum('relation_kind', relationKinds);

export const tasks = pgTable(
  'tasks',
  {
    workspaceId: tenant(),
    id: idColumn<TaskId>('id').notNull(),
    projectId: idColumn<ProjectId>('project_id').notNull(),
    sectionId: idColumn<SectionId>('section_id'),
    parentId: idColumn<TaskId>('parent_id'),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    titleFolded: text('title_folded').notNull(),
    notes: text('notes').notNull().default(''),
    /** Null until the first process after the upgrade has folded them; each write keeps it since. */
    notesFolded: text('notes_folded'),
    status: taskStatusEnum('status').notNull().default('open'),
    priority: smallint('priority').notNull().default(0),
    startOn: date('start_on', { mode: 'string' }),
    dueOn: date('due_on', { mode: 'string' }),
    dueTime: wallTime('due_time'),
    timeZone: text('time_zone'),
    /** Derived from the three above by the statement that sets them. */
    dueAt: instant('due_at'),
    estimateMinutes: integer('estimate_minutes'),
    order: orderKey('order').notNull(),

    rrule: text('rrule'),
    rdates: text('rdates').array(),
    exdates: text('exdates').array(),
    seriesStart: date('series_start', { mode: 'string' }),
    occurrenceOn: date('occurrence_on', { mode: 'string' }),
    occurrencesDone: integer('occurrences_done').notNull().default(0),
    anchor: anchorEnum('anchor'),
    missedPolicy: missedPolicyEnum('missed_policy'),
    resetSubtasks: boolean('reset_subtasks').notNull().default(false),
    pausedAt: instant('paused_at'),

    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    completedAt: instant('completed_at'),
    deletedAt: instant('deleted_at'),
    purgingAt: instant('purging_at'),

    search: tsvector('search').notNull(),
    /** What of it is of the title, small enough to be looked through: titles come before all else. */
    titleSearch: tsvector('title_search')
      .notNull()
      .generatedAlwaysAs(
        sql`ts_filter(search, '{a,b}') || array_to_tsvector(ARRAY[workspace_id::text])`,
      ),
    /** `due_on`, with "none" last; what lists sort and page by. */
    dueSort: date('due_sort', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(due_on, 'infinity'::date)`),
    isOpen: boolean('is_open')
      .notNull()
      .generatedAlwaysAs(sql`(status = 'open' AND deleted_at IS NULL)`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('tasks_place').on(t.workspaceId, t.projectId, t.id),
    // Labels and assignees carry these two along, so that their lists are one index range.
    unique('tasks_facets').on(t.workspaceId, t.id, t.dueSort, t.isOpen),
    uniqueIndex('tasks_number').on(t.workspaceId, t.projectId, t.number),
    uniqueIndex('tasks_source').on(t.workspaceId, t.source, t.sourceId),
    index('tasks_order')
      .on(t.workspaceId, t.projectId, t.order, t.id)
      .where(sql`deleted_at IS NULL`),
    index('tasks_siblings')
      .on(t.workspaceId, t.parentId, t.order)
      .where(sql`parent_id IS NOT NULL`),
    // Holds all that counting a project's open tasks reads, so that it never goes to the rows.
    index('tasks_open')
      .on(t.workspaceId, t.projectId, t.sectionId, t.parentId)
      .where(sql`is_open`),
    index('tasks_due')
      .on(t.workspaceId, t.dueSort, t.id)
      .where(sql`deleted_at IS NULL`),
    index('tasks_due_open')
      .on(t.workspaceId, t.dueSort, t.id)
      .where(sql`is_open`),
    // What the end of a day may leave behind, zone by zone.
    index('tasks_skipping')
      .on(t.timeZone, t.dueOn, t.id)
      .where(sql`missed_policy = 'skip' AND is_open AND paused_at IS NULL`),
    index('tasks_created')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`deleted_at IS NULL`),
    index('tasks_updated')
      .on(t.workspaceId, t.updatedAt, t.id)
      .where(sql`deleted_at IS NULL`),
    index('tasks_priority')
      .on(t.workspaceId, sql`(-priority)`, t.dueSort, t.id)
      .where(sql`deleted_at IS NULL`),
    index('tasks_deleted')
      .on(t.workspaceId, t.deletedAt, t.id)
      .where(sql`deleted_at IS NOT NULL`),
    index('tasks_search').using('gin', t.search),
    index('tasks_title_search').using('gin', t.titleSearch),
    // What is still to be folded: soon nothing.
    index('tasks_unfolded')
      .on(t.workspaceId, t.id)
      .where(sql`notes_folded IS NULL`),
    foreignKey({
      name: 'tasks_project',
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      name: 'tasks_section',
      columns: [t.workspaceId, t.projectId, t.sectionId],
      foreignColumns: [sections.workspaceId, sections.projectId, sections.id],
    }),
    foreignKey({
      name: 'tasks_parent',
      columns: [t.workspaceId, t.projectId, t.parentId],
      foreignColumns: [t.workspaceId, t.projectId, t.id],
    }),
    check('tasks_priority_range', sql`${t.priority} BETWEEN 0 AND 3`),
    check('tasks_subtask_place', sql`${t.parentId} IS NULL OR ${t.sectionId} IS NULL`),
    check('tasks_due_day', sql`${t.dueTime} IS NULL OR ${t.dueOn} IS NOT NULL`),
    check('tasks_series_zone', sql`${t.rrule} IS NULL OR ${t.timeZone} IS NOT NULL`),
    // A series that is due by the day has a zone without a time: it says when its days begin.
    check(
      'tasks_due_zone',
      sql`${t.timeZone} IS NULL OR ${t.dueTime} IS NOT NULL OR ${t.rrule} IS NOT NULL`,
    ),
    check(
      'tasks_due_instant',
      sql`(${t.dueAt} IS NOT NULL) = (${t.dueTime} IS NOT NULL AND ${t.timeZone} IS NOT NULL)`,
    ),
  ],
);

/** What a label's or assignee's list sorts by, kept equal to the task's by the foreign key. */
const facets = () => ({
  dueSort: date('due_sort', { mode: 'string' }).notNull(),
  isOpen: boolean('is_open').notNull(),
});

export const taskLabels = pgTable(
  'task_labels',
  {
    workspaceId: tenant(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    labelId: idColumn<LabelId>('label_id').notNull(),
    ...facets(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.taskId, t.labelId] }),
    index('task_labels_due').on(t.workspaceId, t.labelId, t.dueSort, t.taskId),
    index('task_labels_due_open')
      .on(t.workspaceId, t.labelId, t.dueSort, t.taskId)
      .where(sql`is_open`),
    foreignKey({
      name: 'task_labels_task',
      columns: [t.workspaceId, t.taskId, t.dueSort, t.isOpen],
      foreignColumns: [tasks.workspaceId, tasks.id, tasks.dueSort, tasks.isOpen],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'task_labels_label',
      columns: [t.workspaceId, t.labelId],
      foreignColumns: [labels.workspaceId, labels.id],
    }),
  ],
);

export const taskAssignees = pgTable(
  'task_assignees',
  {
    workspaceId: tenant(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    userId: idColumn<UserId>('user_id').notNull(),
    ...facets(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.taskId, t.userId] }),
    index('task_assignees_due').on(t.workspaceId, t.userId, t.dueSort, t.taskId),
    index('task_assignees_due_open')
      .on(t.workspaceId, t.userId, t.dueSort, t.taskId)
      .where(sql`is_open`),
    foreignKey({
      name: 'task_assignees_task',
      columns: [t.workspaceId, t.taskId, t.dueSort, t.isOpen],
      foreignColumns: [tasks.workspaceId, tasks.id, tasks.dueSort, tasks.isOpen],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'task_assignees_member',
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

/** The keys that a task had in projects it has left; they resolve for ever. */
export const taskKeys = pgTable(
  'task_keys',
  {
    workspaceId: tenant(),
    projectId: idColumn<ProjectId>('project_id').notNull(),
    number: integer('number').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.number] }),
    // What a purge deletes by, and what each deleted task is looked for by.
    index('task_keys_task_id').on(t.workspaceId, t.taskId),
    foreignKey({
      name: 'task_keys_project',
      columns: [t.workspaceId, t.projectId],
      foreignColumns: [projects.workspaceId, projects.id],
    }),
    foreignKey({
      name: 'task_keys_task',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
  ],
);

export const relations = pgTable(
  'relations',
  {
    workspaceId: tenant(),
    fromTaskId: idColumn<TaskId>('from_task_id').notNull(),
    kind: relationKindEnum('kind').notNull(),
    toTaskId: idColumn<TaskId>('to_task_id').notNull(),
    /** By which the log and those who follow it know it. */
    id: idColumn<RelationId>('id')
      .notNull()
      .default(sql`gen_random_uuid()`),
    /** The `seq` of the write that made it, so that one that comes back is newer than what went. */
    version: bigint('version', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.fromTaskId, t.kind, t.toTaskId] }),
    uniqueIndex('relations_id').on(t.workspaceId, t.id),
    // Those that mean the same in both directions are kept in one.
    check(
      'relations_ends',
      sql`CASE ${t.kind} WHEN 'relates' THEN ${t.fromTaskId} < ${t.toTaskId} ELSE ${t.fromTaskId} <> ${t.toTaskId} END`,
    ),
    index('relations_to').on(t.workspaceId, t.toTaskId, t.kind),
    foreignKey({
      name: 'relations_from',
      columns: [t.workspaceId, t.fromTaskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      name: 'relations_to_task',
      columns: [t.workspaceId, t.toTaskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
  ],
);
