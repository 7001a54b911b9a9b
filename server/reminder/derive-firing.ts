import type { WriteCtx } from '../changes/write.ts';
import { holdZone } from '../changes/reminders.ts';
import type { Due } from '../domain/due.ts';
import { columnsOf } from '../domain/reminder/columns.ts';
import { firingOf } from '../domain/reminder/firing.ts';
import type { ReminderWhen } from '../domain/reminder/firing.ts';

/** The columns of a reminder that follow from what it says. */
export type Derived = ReturnType<typeof columnsOf> &
  Record<'remindAt' | 'snoozedUntil' | 'deliverAt', string | null>;

/** The columns of a reminder of the caller's by its `when` and the due of its task: what has passed does not go off. */
export async function deriveFiring(
  w: WriteCtx,
  { when, due }: { when: ReminderWhen; due: Due },
): Promise<Derived> {
  const remindAt = firingOf(when, due, await holdZone(w));
  const isToCome = remindAt !== null && remindAt > w.now;
  return {
    ...columnsOf(when),
    remindAt,
    snoozedUntil: null,
    deliverAt: isToCome ? remindAt : null,
  };
}
