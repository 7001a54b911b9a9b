import { membership, signedIn } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { ReminderId } from '../domain/ids.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { getTaskForUpdate } from '../task/scope.ts';
import { deriveReminder } from './derive-reminder.ts';
import { insertReminder } from './insert-reminder.ts';
import type { ReminderCreateInput, ReminderOutput } from './schema.ts';
import { requireReminderRoom } from './scope.ts';

/**
 * Reminds the caller, and nobody else, of a task that they see. Nobody else is told of it, by the log neither.
 * @throws BAD_REQUEST for a time that has passed, CONFLICT where they have as many on this task as one may
 */
export async function createReminder(
  ctx: Ctx,
  input: ReminderCreateInput,
): Promise<ReminderOutput> {
  const answer = await write(
    ctx,
    { action: 'reminder.create', input, guard: membership },
    async (w, record) => {
      const { when } = input;
      const task = await getTaskForUpdate(w, input.taskId);
      await requireReminderRoom(w, task.id);
      const derived = await deriveReminder(w, { when, due: task, path: ['when'] });
      const id = input.id ?? newId<ReminderId>(w.runtime.clock);
      return insertReminder(w, record, { id, taskId: task.id, createdAt: w.now, ...derived });
    },
  );
  nudgeNotified(ctx, [signedIn(ctx.principal)]);
  return answer;
}
