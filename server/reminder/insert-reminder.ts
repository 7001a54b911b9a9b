import { reminders } from '../../db/schema/trail.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { recordReminder } from './record-reminder.ts';
import { reminderColumns, reminderOutputOf } from './rows.ts';
import type { ReminderOutput } from './schema.ts';

type Values = Omit<typeof reminders.$inferInsert, 'workspaceId' | 'userId'>;

/** Makes a reminder of the caller's own, and records it for the caller alone. */
export async function insertReminder(
  w: WriteCtx,
  record: Record,
  values: Values,
): Promise<ReminderOutput> {
  const { workspaceId, userId } = w.member;
  const [row] = await w.db
    .insert(reminders)
    .values({ ...values, workspaceId, userId })
    .returning(reminderColumns);
  if (!row) throw new Error('the new reminder was not returned');
  const made = reminderOutputOf(row);
  const after = { taskId: made.taskId, when: made.when };
  recordReminder(w, record, { type: 'reminder.created', id: made.id, before: {}, after });
  return made;
}
