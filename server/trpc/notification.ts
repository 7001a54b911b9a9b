import { listNotifications } from '../notification/list-notifications.ts';
import { markNotificationsRead } from '../notification/mark-notifications-read.ts';
import * as schema from '../notification/schema.ts';
import { procedure, router } from './ladder.ts';

export const notificationRouter = router({
  list: procedure('notification.list')
    .input(schema.notificationListInput)
    .output(schema.notificationListOutput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  markRead: procedure('notification.markRead')
    .input(schema.notificationMarkReadInput)
    .output(schema.notificationMarkReadOutput)
    .mutation(({ ctx, input }) => markNotificationsRead(ctx, input)),
});
