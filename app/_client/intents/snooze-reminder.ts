import { rereadReminders } from '../loads/read-reminders.ts';
import { store } from '../store/page-store.ts';
import { callNow } from './call-now.ts';
import type { CallInput } from './call-now.ts';

/** Puts a reminder off. @returns until when (ISO); null where the server did not take it, as where the reminder is gone */
export async function snoozeReminder(
  taskId: string,
  input: CallInput<'reminder.snooze'>,
): Promise<string | null> {
  const called = await callNow('reminder.snooze', input);
  if (!called.ok) {
    // What it did is not known.
    rereadReminders(taskId);
    return null;
  }
  store.put('reminders', [called.output]);
  return called.output.snoozedUntil;
}
