import { and, eq } from 'drizzle-orm';
import { reminders } from '../../db/schema/trail.ts';
import { membership, signedIn } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { deriveReminder } from './derive-reminder.ts';
import { reminderColumns, reminderOutputOf } from './rows.ts';
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
    async (w) => {
      const { row, task } = await getReminderForUpdate(w, input.reminderId, input);
      const { when } = input.set;
      const derived = await deriveReminder(w, { when, due: task, path: ['set', 'when'] });
      const [updated] = await w.db
        .update(reminders)
        .set({ ...derived, version: row.version + 1 })
        .where(and(eq(reminders.workspaceId, row.workspaceId), eq(reminders.id, row.id)))
        .returning(reminderColumns);
      if (!updated) throw notFound('reminder');
      return reminderOutputOf(updated);
    },
  );
  nudgeNotified(ctx.runtime, [signedIn(ctx.principal)]);
  return answer;
}
