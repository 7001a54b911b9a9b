import type { WriteCtx } from '../changes/write.ts';
import { holdZone } from '../changes/reminders.ts';
import type { Due } from '../domain/due.ts';
import { columnsOf } from '../domain/reminder/columns.ts';
import { firingOf } from '../domain/reminder/firing.ts';
import type { ReminderWhen } from '../domain/reminder/firing.ts';
import { badField } from '../platform/errors.ts';

/** What a reminder is asked to be: the `when`, the due of its task, and how the field is called that said it. */
type Wanted = { when: ReminderWhen; due: Due; path: string[] };

/**
 * The columns of a reminder that begins now.
 * @throws BAD_REQUEST where it says a time that has passed; one before a due waits for the next due then
 */
export async function deriveReminder(w: WriteCtx, { when, due, path }: Wanted) {
  const remindAt = firingOf(when, due, await holdZone(w));
  const isToCome = remindAt !== null && remindAt > w.now;
  if (when.kind !== 'relative' && !isToCome) throw badField(path, 'has passed already');
  return {
    ...columnsOf(when),
    remindAt,
    snoozedUntil: null,
    deliverAt: isToCome ? remindAt : null,
  };
}
