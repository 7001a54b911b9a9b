import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CommentId, TaskId, UserId } from '../../server/domain/ids.ts';
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

export const reminders = pgTable(
  'reminders',
  {
    workspaceId: tenant(),
    id: uuid('id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    userId: idColumn<UserId>('user_id').notNull(),
    remindAt: instant('remind_at').notNull(),
    sentAt: instant('sent_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('reminders_due')
      .on(t.remindAt)
      .where(sql`sent_at IS NULL`),
    index('reminders_task_id').on(t.workspaceId, t.taskId),
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

/** A person's own order of today's tasks. */
export const dayPlans = pgTable(
  'day_plans',
  {
    workspaceId: tenant(),
    userId: idColumn<UserId>('user_id').notNull(),
    taskId: idColumn<TaskId>('task_id').notNull(),
    order: orderKey('order').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.taskId] }),
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
