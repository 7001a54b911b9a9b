import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { createCell } from './cell.ts';

/** The person's own reminders of each task for which they were asked, oldest first. */
export const reminders = createCell<ReadonlyMap<string, readonly ReminderOutput[]>>(new Map());

/** Puts what is known of a task's reminders in the place of what was. */
export function setReminders(
  taskId: string,
  change: (was: readonly ReminderOutput[]) => readonly ReminderOutput[],
): void {
  const all = reminders.get();
  reminders.set(new Map([...all, [taskId, change(all.get(taskId) ?? [])]]));
}
