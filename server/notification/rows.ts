import { notifications } from '../../db/schema/trail.ts';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';

/** What an answer shows of `notifications` joined to `tasks` and `projects`. */
export const notificationColumns = {
  id: notifications.id,
  workspaceId: notifications.workspaceId,
  kind: notifications.kind,
  taskId: notifications.taskId,
  reminderId: notifications.reminderId,
  firedAt: notifications.firedAt,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt,
  task: {
    title: tasks.title,
    projectId: tasks.projectId,
    projectKey: projects.key,
    number: tasks.number,
    status: tasks.status,
  },
};
