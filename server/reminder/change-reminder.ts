import { and, eq } from 'drizzle-orm';
import { reminders } from '../../db/schema/trail.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { notFound } from '../platform/errors.ts';
import type { Derived } from './derive-firing.ts';
import { recordReminder } from './record-reminder.ts';
import { reminderColumns, reminderOutputOf, stoodOf } from './rows.ts';
import type { ReminderRow } from './rows.ts';
import type { ReminderOutput } from './schema.ts';

/**
 * Makes a reminder of the caller's own go off as it says now, and records it for the caller alone.
 * @throws NOT_FOUND where it has gone meanwhile
 */
export async function changeReminder(
  w: WriteCtx,
  record: Record,
  { row, derived }: { row: ReminderRow; derived: Derived },
): Promise<ReminderOutput> {
  const [updated] = await w.db
    .update(reminders)
    .set({ ...derived, version: row.version + 1 })
    .where(and(eq(reminders.workspaceId, row.workspaceId), eq(reminders.id, row.id)))
    .returning(reminderColumns);
  if (!updated) throw notFound('reminder');
  const changed = reminderOutputOf(updated);
  const [before, after] = [stoodOf(row), { when: changed.when }];
  recordReminder(w, record, { type: 'reminder.updated', id: row.id, before, after });
  return changed;
}
