import { and, eq } from 'drizzle-orm';
import { reminders } from '../../db/schema/trail.ts';
import { membership, signedIn } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, notFound } from '../platform/errors.ts';
import { reminderColumns, reminderOutputOf } from './rows.ts';
import type { ReminderOutput, ReminderSnoozeInput } from './schema.ts';
import { getReminderForUpdate } from './scope.ts';

/**
 * Puts a reminder off: it goes off at that time, and not before, also where it went off already; after that at its own
 * time where that is still to come. Another due ends that.
 * @throws BAD_REQUEST for a time that has passed
 */
export async function snoozeReminder(
  ctx: Ctx,
  input: ReminderSnoozeInput,
): Promise<ReminderOutput> {
  const answer = await write(
    ctx,
    { action: 'reminder.snooze', input, guard: membership },
    async (w) => {
      const { row } = await getReminderForUpdate(w, input.reminderId, input);
      const inMinutes = Date.parse(w.now) + (input.minutes ?? 0) * 60_000;
      const until = input.until ?? new Date(inMinutes).toISOString();
      if (until <= w.now) throw badField(['until'], 'has passed already');
      const [updated] = await w.db
        .update(reminders)
        .set({ snoozedUntil: until, deliverAt: until, version: row.version + 1 })
        .where(and(eq(reminders.workspaceId, row.workspaceId), eq(reminders.id, row.id)))
        .returning(reminderColumns);
      if (!updated) throw notFound('reminder');
      return reminderOutputOf(updated);
    },
  );
  nudgeNotified(ctx, [signedIn(ctx.principal)]);
  return answer;
}
