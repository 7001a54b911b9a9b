import { membership, signedIn } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { removeReminder } from './remove-reminder.ts';
import type { ReminderDeleteInput, ReminderDeleteOutput } from './schema.ts';
import { getReminderForUpdate } from './scope.ts';

/** Ends a reminder of the caller's; what they were notified of by it stays. */
export async function deleteReminder(
  ctx: Ctx,
  input: ReminderDeleteInput,
): Promise<ReminderDeleteOutput> {
  const answer = await write(
    ctx,
    { action: 'reminder.delete', input, guard: membership },
    async (w, record): Promise<ReminderDeleteOutput> => {
      const { row } = await getReminderForUpdate(w, input.reminderId, input);
      await removeReminder(w, record, row);
      return { id: row.id, deleted: true };
    },
  );
  nudgeNotified(ctx, [signedIn(ctx.principal)]);
  return answer;
}
