import { createReminder } from '../reminder/create-reminder.ts';
import { deleteReminder } from '../reminder/delete-reminder.ts';
import { listReminders } from '../reminder/list-reminders.ts';
import { snoozeReminder } from '../reminder/snooze-reminder.ts';
import { updateReminder } from '../reminder/update-reminder.ts';
import * as schema from '../reminder/schema.ts';
import { procedure, router } from './ladder.ts';

export const reminderRouter = router({
  create: procedure('reminder.create')
    .input(schema.reminderCreateInput)
    .output(schema.reminderOutput)
    .mutation(({ ctx, input }) => createReminder(ctx, input)),
  list: procedure('reminder.list')
    .input(schema.reminderListInput)
    .output(schema.reminderListOutput)
    .query(({ ctx, input }) => listReminders(ctx, input)),
  update: procedure('reminder.update')
    .input(schema.reminderUpdateInput)
    .output(schema.reminderOutput)
    .mutation(({ ctx, input }) => updateReminder(ctx, input)),
  snooze: procedure('reminder.snooze')
    .input(schema.reminderSnoozeInput)
    .output(schema.reminderOutput)
    .mutation(({ ctx, input }) => snoozeReminder(ctx, input)),
  delete: procedure('reminder.delete')
    .input(schema.reminderDeleteInput)
    .output(schema.reminderDeleteOutput)
    .mutation(({ ctx, input }) => deleteReminder(ctx, input)),
});
