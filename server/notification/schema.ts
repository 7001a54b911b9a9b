import * as z from 'zod';
import { notificationKinds, taskStatuses } from '../domain/enums.ts';
import { outId, pageFields, pageOf, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { NotificationId, ProjectId, ReminderId, TaskId, WorkspaceId } from '../domain/ids.ts';

/** What the caller was notified of, with the task as it is now. */
export const notificationOutput = z.object({
  id: outId<NotificationId>(),
  workspaceId: outId<WorkspaceId>(),
  kind: z.enum(notificationKinds),
  taskId: outId<TaskId>(),
  /** It may be deleted since. */
  reminderId: outId<ReminderId>(),
  /** When it was to be, and when it was: later after quiet hours, or where no worker ran. */
  firedAt: z.string(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
  task: z.object({
    title: z.string(),
    projectId: outId<ProjectId>(),
    projectKey: z.string(),
    number: z.int(),
    status: z.enum(taskStatuses),
  }),
});
export type NotificationOutput = z.output<typeof notificationOutput>;

/** So many are counted, no more. */
export const mostUnread = 100;

/** Newest first, in all workspaces of the caller. */
export const notificationListInput = z.strictObject({
  unread: z.boolean().default(false),
  ...pageFields(100, 50),
});
export type NotificationListInput = z.output<typeof notificationListInput>;

/** How many are unread; 100 stands for that many or more. */
const unread = z.int().max(mostUnread);
export const notificationListOutput = pageOf(notificationOutput).extend({ unread });
export type NotificationListOutput = z.output<typeof notificationListOutput>;

/** Certain ones, or all. */
export const notificationMarkReadInput = z
  .strictObject({
    ids: z.array(id<NotificationId>()).min(1).max(100).optional(),
    all: z.literal(true).optional(),
    ...writeFields,
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    message: 'send one of ids and all',
  });
export type NotificationMarkReadInput = z.output<typeof notificationMarkReadInput>;
export const notificationMarkReadOutput = z.object({ unread });
export type NotificationMarkReadOutput = z.output<typeof notificationMarkReadOutput>;
