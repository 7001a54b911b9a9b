import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { projectId, taskId, workspaceId } from './rows.ts';

type Id = NotificationOutput['id'];

/** One that came in the n-th minute, unread unless said otherwise. */
export function notificationRow(
  n: number,
  fields: Partial<NotificationOutput> = {},
): NotificationOutput {
  const at = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
  return {
    id: `notification ${n}` as Id,
    workspaceId,
    kind: 'reminder',
    taskId: taskId(n),
    reminderId: `reminder ${n}` as unknown as NotificationOutput['reminderId'],
    firedAt: at,
    createdAt: at,
    readAt: null,
    task: { title: `task ${n}`, projectId, projectKey: 'HOME', number: n, status: 'open' },
    ...fields,
  };
}
