import { membership, signedIn } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { changeReminder } from './change-reminder.ts';
import { deriveReminder } from './derive-reminder.ts';
import type { ReminderOutput, ReminderUpdateInput } from './schema.ts';
import { getReminderForUpdate } from './scope.ts';

/**
 * Says anew when the caller is reminded; what was put off is so no more.
 * @throws BAD_REQUEST for a time that has passed
 */
export async function updateReminder(
  ctx: Ctx,
  input: ReminderUpdateInput,
): Promise<ReminderOutput> {
  const answer = await write(
    ctx,
    { action: 'reminder.update', input, guard: membership },
    async (w, record) => {
      const { row, task } = await getReminderForUpdate(w, input.reminderId, input);
      const { when } = input.set;
      const derived = await deriveReminder(w, { when, due: task, path: ['set', 'when'] });
      return changeReminder(w, record, { row, derived });
    },
  );
  nudgeNotified(ctx, [signedIn(ctx.principal)]);
  return answer;
}
