import * as z from 'zod';
import {
  day,
  editFields,
  instantInput,
  inWorkspace,
  outId,
  pageFields,
  pageOf,
  time,
  timeZone,
  writeFields,
} from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ReminderId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { longestBefore } from '../domain/limits.ts';
import { usualTime } from '../domain/reminder/usual-time.ts';

/**
 * When it goes off: `instant`; `local`, a time on the wall of `timeZone`, or of the zone in which the person is where
 * that is null; `relative`, minutes before the due, of which whole days are days of the calendar. A due that has no
 * time counts as due at `time`, in the person's zone.
 */
const when = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instant'), at: instantInput }),
  z.strictObject({
    kind: z.literal('local'),
    day,
    time,
    timeZone: timeZone.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('relative'),
    minutesBefore: z.int().min(0).max(longestBefore),
    time: time.default(usualTime),
  }),
]);

const whenOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('instant'), at: z.string() }),
  z.object({
    kind: z.literal('local'),
    day: z.string(),
    time: z.string(),
    timeZone: z.string().nullable(),
  }),
  z.object({ kind: z.literal('relative'), minutesBefore: z.int(), time: z.string() }),
]);

export const reminderOutput = z.object({
  id: outId<ReminderId>(),
  workspaceId: outId<WorkspaceId>(),
  taskId: outId<TaskId>(),
  when: whenOutput,
  /** When it goes off by `when`, be that past; null where the task has no due. */
  remindAt: z.string().nullable(),
  /** Until when it was put off last; null where its `remindAt` is another since. */
  snoozedUntil: z.string().nullable(),
  /** When it goes off next, quiet hours left aside; null where it does not. */
  nextAt: z.string().nullable(),
  /** When the person was last notified by it. */
  sentAt: z.string().nullable(),
  version: z.int(),
  createdAt: z.string(),
});
export type ReminderOutput = z.output<typeof reminderOutput>;

export const reminderCreateInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>(),
  id: id<ReminderId>().optional(),
  when,
  ...writeFields,
});
export type ReminderCreateInput = z.output<typeof reminderCreateInput>;

/** The caller's own, oldest first: of one task, or of all that they see. */
export const reminderListInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>().optional(),
  ...pageFields(200, 50),
});
export type ReminderListInput = z.output<typeof reminderListInput>;
export const reminderListOutput = pageOf(reminderOutput);

const reminderRef = { ...inWorkspace, reminderId: id<ReminderId>() };

export const reminderUpdateInput = z.strictObject({
  ...reminderRef,
  set: z.strictObject({ when }),
  ...editFields,
});
export type ReminderUpdateInput = z.output<typeof reminderUpdateInput>;

/** Goes off again at an instant, or in so many minutes. */
export const reminderSnoozeInput = z
  .strictObject({
    ...reminderRef,
    until: instantInput.optional(),
    minutes: z.int().min(1).max(longestBefore).optional(),
    ...editFields,
  })
  .refine(({ until, minutes }) => (until === undefined) !== (minutes === undefined), {
    path: ['until'],
    message: 'send one of until and minutes',
  });
export type ReminderSnoozeInput = z.output<typeof reminderSnoozeInput>;

export const reminderDeleteInput = z.strictObject({ ...reminderRef, ...editFields });
export type ReminderDeleteInput = z.output<typeof reminderDeleteInput>;
export const reminderDeleteOutput = z.object({
  id: outId<ReminderId>(),
  deleted: z.literal(true),
});
export type ReminderDeleteOutput = z.output<typeof reminderDeleteOutput>;
