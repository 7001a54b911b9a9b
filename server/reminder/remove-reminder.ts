import { and, eq } from 'drizzle-orm';
import { reminders } from '../../db/schema/trail.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { recordReminder } from './record-reminder.ts';
import { stoodOf } from './rows.ts';
import type { ReminderRow, Stood } from './rows.ts';

/** What is recorded of a reminder that is deleted: with it undo makes it again. */
export type Removed = Stood & Pick<ReminderRow, 'sentAt' | 'version' | 'createdAt'>;

/** Deletes a reminder of the caller's own, and records it for the caller alone. */
export async function removeReminder(w: WriteCtx, record: Record, row: ReminderRow): Promise<void> {
  await w.db
    .delete(reminders)
    .where(and(eq(reminders.workspaceId, row.workspaceId), eq(reminders.id, row.id)));
  const { id, sentAt, version, createdAt } = row;
  const before: Removed = { ...stoodOf(row), sentAt, version, createdAt };
  const after = { deletedAt: w.now };
  recordReminder(w, record, { type: 'reminder.deleted', id, before, after });
}
