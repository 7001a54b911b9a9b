import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { notificationKinds, reminderKinds } from '../../server/domain/enums.ts';
import type {
  CommentId,
  NotificationId,
  ReminderId,
  TaskId,
  UserId,
  WorkspaceId,
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
import { users } from './accounts.ts';
import { tasks } from './tasks.ts';
import { authorship, members } from './workspaces.ts';

export const completions = pgTable(
  'completions',
  {
    workspaceId: tenant(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    occurrenceOn: date('occurrence_on', { mode: 'string' }).notNull(),
    completedAt: instant('completed_at')
      .notNull()
      .default(sql`now()`),
    ...authorship(),
    resetSubtaskIds: uuid('reset_subtask_ids').array().$type<TaskId[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.taskId, t.occurrenceOn] }),
    uniqueIndex('completions_source').on(t.workspaceId, t.source, t.sourceId),
    foreignKey({
      name: 'completions_task',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
  ],
);

export const comments = pgTable(
  'comments',
  {
    workspaceId: tenant(),
    id: idColumn<CommentId>('id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    body: text('body').notNull(),
    version: integer('version').notNull().default(1),
    ...authorship(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
    search: tsvector('search').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('comments_task').on(t.workspaceId, t.taskId, t.createdAt, t.id),
    index('comments_deleted')
      .on(t.workspaceId, t.deletedAt, t.id)
      .where(sql`deleted_at IS NOT NULL`),
    uniqueIndex('comments_source').on(t.workspaceId, t.source, t.sourceId),
    index('comments_search').using('gin', t.search),
    foreignKey({
      name: 'comments_task_fk',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
  ],
);

export const reminderKindEnum = pgEnum('reminder_kind', reminderKinds);
export const notificationKindEnum = pgEnum('notification_kind', notificationKinds);

/** A person's own reminders of tasks; what is derived is made by the same statement as what it is derived from. */
export const reminders = pgTable(
  'reminders',
  {
    workspaceId: tenant(),
    id: idColumn<ReminderId>('id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    userId: idColumn<UserId>('user_id').notNull(),
    kind: reminderKindEnum('kind').notNull().default('instant'),
    /** Of `local`: a day and a time, floating where there is no zone. */
    localDay: date('local_day', { mode: 'string' }),
    /** Of `relative`: the time that counts where the due has none. */
    localTime: wallTime('local_time'),
    timeZone: text('time_zone'),
    minutesBefore: integer('minutes_before'),
    /** When it goes off, or went off; derived but for `instant`. Null where its task has no due. */
    remindAt: instant('remind_at'),
    snoozedUntil: instant('snoozed_until'),
    /** When it is looked at next: as it goes off, or at the end of quiet hours. Null where nothing is to come. */
    deliverAt: instant('deliver_at'),
    sentAt: instant('sent_at'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('reminders_due')
      .on(t.deliverAt)
      .where(sql`deliver_at IS NOT NULL`),
    index('reminders_task_id').on(t.workspaceId, t.taskId),
    index('reminders_user').on(t.userId, t.workspaceId, t.id),
    foreignKey({
      name: 'reminders_task',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      name: 'reminders_member',
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
    check(
      'reminders_when',
      sql`CASE ${t.kind}
        WHEN 'instant' THEN ${t.remindAt} IS NOT NULL AND num_nonnulls(${t.localDay}, ${t.localTime}, ${t.timeZone}, ${t.minutesBefore}) = 0
        WHEN 'local' THEN num_nonnulls(${t.localDay}, ${t.localTime}, ${t.remindAt}) = 3 AND ${t.minutesBefore} IS NULL
        ELSE ${t.localTime} IS NOT NULL AND ${t.minutesBefore} >= 0 AND num_nonnulls(${t.localDay}, ${t.timeZone}) = 0 END`,
    ),
  ],
);

/**
 * Persons of whose reminders some are still to be worked out by another zone or other quiet hours, and the last one
 * that is. Nothing of theirs goes off while there is a row.
 */
export const reminderRefreshes = pgTable('reminder_refreshes', {
  userId: idColumn<UserId>('user_id')
    .primaryKey()
    .references(() => users.id),
  afterWorkspaceId: idColumn<WorkspaceId>('after_workspace_id').notNull(),
  afterId: idColumn<ReminderId>('after_id').notNull(),
});

/** What a person was notified of: one row for each time that a reminder went off, however often it was tried. */
export const notifications = pgTable(
  'notifications',
  {
    workspaceId: tenant(),
    id: idColumn<NotificationId>('id').notNull(),
    userId: idColumn<UserId>('user_id').notNull(),
    kind: notificationKindEnum('kind').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    /** It may be deleted since. */
    reminderId: idColumn<ReminderId>('reminder_id').notNull(),
    /** When the reminder went off by what it says, however late it is told. */
    firedAt: instant('fired_at').notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('notifications_firing').on(t.workspaceId, t.reminderId, t.firedAt),
    index('notifications_list').on(t.userId, t.createdAt, t.id),
    index('notifications_unread')
      .on(t.userId, t.createdAt, t.id)
      .where(sql`read_at IS NULL`),
    index('notifications_task_id').on(t.workspaceId, t.taskId),
    index('notifications_age').on(t.createdAt),
    foreignKey({
      name: 'notifications_task',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      name: 'notifications_member',
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);

/** Each person's hot tasks, kept by `write`; which of them count today is a comparison with `hot_from`. */
export const hotTasks = pgTable(
  'hot_tasks',
  {
    workspaceId: tenant(),
    userId: idColumn<UserId>('user_id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    /** The first day on which the task is hot. */
    hotFrom: date('hot_from', { mode: 'string' }).notNull(),
    dueSort: date('due_sort', { mode: 'string' }).notNull(),
    dueTime: wallTime('due_time'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.taskId] }),
    index('hot_tasks_from').on(t.userId, t.hotFrom, t.dueSort, t.dueTime, t.taskId, t.workspaceId),
    index('hot_tasks_task').on(t.workspaceId, t.taskId),
    foreignKey({
      name: 'hot_tasks_task_fk',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
  ],
);

/** A person's own order of the tasks in their Today; keys of all their workspaces are in one order. */
export const dayPlans = pgTable(
  'day_plans',
  {
    workspaceId: tenant(),
    userId: idColumn<UserId>('user_id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    order: orderKey('order').notNull(),
    /** The workspace's `seq` of the write that put it there: of two rows of a task, also of one that was taken away, the later is known. */
    version: bigint('version', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.taskId] }),
    index('day_plans_order').on(t.userId, t.order),
    index('day_plans_task_id').on(t.workspaceId, t.taskId),
    foreignKey({
      name: 'day_plans_task',
      columns: [t.workspaceId, t.taskId],
      foreignColumns: [tasks.workspaceId, tasks.id],
    }),
    foreignKey({
      name: 'day_plans_member',
      columns: [t.workspaceId, t.userId],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);
