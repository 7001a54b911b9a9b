import { reminders } from '../../db/schema/trail.ts';
import type { ReminderId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { whenOf } from '../domain/reminder/columns.ts';
import type { WhenColumns } from '../domain/reminder/columns.ts';
import type { ReminderOutput } from './schema.ts';

/** What an answer needs of a reminder. */
export const reminderColumns = {
  id: reminders.id,
  workspaceId: reminders.workspaceId,
  taskId: reminders.taskId,
  kind: reminders.kind,
  localDay: reminders.localDay,
  localTime: reminders.localTime,
  timeZone: reminders.timeZone,
  minutesBefore: reminders.minutesBefore,
  remindAt: reminders.remindAt,
  snoozedUntil: reminders.snoozedUntil,
  deliverAt: reminders.deliverAt,
  sentAt: reminders.sentAt,
  version: reminders.version,
  createdAt: reminders.createdAt,
};

export type ReminderRow = WhenColumns & {
  id: ReminderId;
  workspaceId: WorkspaceId;
  taskId: TaskId;
  snoozedUntil: string | null;
  deliverAt: string | null;
  sentAt: string | null;
  version: number;
  createdAt: string;
};

/** A reminder as its person sees it. */
export function reminderOutputOf(row: ReminderRow): ReminderOutput {
  const { id, workspaceId, taskId, remindAt, snoozedUntil, sentAt, version, createdAt } = row;
  const nextAt = row.deliverAt === null ? null : (snoozedUntil ?? remindAt);
  const times = { remindAt, snoozedUntil, nextAt, sentAt };
  return { id, workspaceId, taskId, when: whenOf(row), ...times, version, createdAt };
}

/** What is recorded of a reminder before it changes or goes, so that undo knows what its person was still owed. */
export type Stood = Pick<ReminderOutput, 'taskId' | 'when' | 'snoozedUntil' | 'nextAt'> & {
  deliverAt: string | null;
};

export function stoodOf(row: ReminderRow): Stood {
  const { taskId, when, snoozedUntil, nextAt } = reminderOutputOf(row);
  return { taskId, when, snoozedUntil, nextAt, deliverAt: row.deliverAt };
}
