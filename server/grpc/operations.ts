import type { DescMethod } from '@bufbuild/protobuf';
import type { Action } from '../domain/policy.ts';
import { NotificationService } from './gen/cairn/v1/notification_pb.ts';
import { RelationService } from './gen/cairn/v1/relation_pb.ts';
import { ReminderService } from './gen/cairn/v1/reminder_pb.ts';
import { TaskService } from './gen/cairn/v1/task_pb.ts';
import { TokenService } from './gen/cairn/v1/token_pb.ts';

/** A call that has one answer. */
export type Operation = {
  /** The procedure of the contract that gives it. */
  action: Action;
  method: DescMethod;
  /** The field of the response that is the procedure's answer; null where the response is. */
  holds: string | null;
  /** Fields of that answer which the response has beside it. */
  beside?: readonly string[];
};

const tasks = TaskService.method;
const relations = RelationService.method;
const reminders = ReminderService.method;
const notifications = NotificationService.method;

/** Unary methods of services, and by these names cases of `Exchange`: its requests carry the same messages. */
export const operations: Record<string, Operation> = {
  createTask: { action: 'task.create', method: tasks.create, holds: 'task' },
  getTask: { action: 'task.get', method: tasks.get, holds: 'task' },
  listTasks: { action: 'task.list', method: tasks.list, holds: null },
  listHotTasks: { action: 'task.listHot', method: tasks.listHot, holds: null },
  updateTask: { action: 'task.update', method: tasks.update, holds: 'task' },
  completeTask: {
    action: 'task.complete',
    method: tasks.complete,
    holds: 'task',
    beside: ['alreadyCompleted'],
  },
  skipTask: { action: 'task.skip', method: tasks.skip, holds: 'task' },
  pauseTask: { action: 'task.pause', method: tasks.pause, holds: 'task' },
  resumeTask: { action: 'task.resume', method: tasks.resume, holds: 'task' },
  quickAddTask: { action: 'task.quickAdd', method: tasks.quickAdd, holds: null },
  searchTasks: { action: 'task.search', method: tasks.search, holds: null },
  filterTasks: { action: 'task.filter', method: tasks.filter, holds: null },
  listCompletedTasks: {
    action: 'task.listCompleted',
    method: tasks.listCompleted,
    holds: null,
  },
  introspectToken: {
    action: 'token.introspect',
    method: TokenService.method.introspect,
    holds: null,
  },
  addRelation: { action: 'relation.add', method: relations.add, holds: 'relation' },
  removeRelation: { action: 'relation.remove', method: relations.remove, holds: null },
  listRelations: { action: 'relation.list', method: relations.list, holds: null },
  createReminder: { action: 'reminder.create', method: reminders.create, holds: 'reminder' },
  listReminders: { action: 'reminder.list', method: reminders.list, holds: null },
  updateReminder: { action: 'reminder.update', method: reminders.update, holds: 'reminder' },
  snoozeReminder: { action: 'reminder.snooze', method: reminders.snooze, holds: 'reminder' },
  deleteReminder: { action: 'reminder.delete', method: reminders.delete, holds: null },
  listNotifications: { action: 'notification.list', method: notifications.list, holds: null },
  markNotificationsRead: {
    action: 'notification.markRead',
    method: notifications.markRead,
    holds: null,
  },
};
