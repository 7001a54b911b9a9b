import type { WriteCtx } from '../changes/write.ts';
import type { Due } from '../domain/due.ts';
import type { ReminderWhen } from '../domain/reminder/firing.ts';
import { badField } from '../platform/errors.ts';
import { deriveFiring } from './derive-firing.ts';
import type { Derived } from './derive-firing.ts';

/** What a reminder is asked to be: the `when`, the due of its task, and how the field is called that said it. */
type Wanted = { when: ReminderWhen; due: Due; path: string[] };

/**
 * The columns of a reminder that begins now.
 * @throws BAD_REQUEST where it says a time that has passed; one before a due waits for the next due then
 */
export async function deriveReminder(w: WriteCtx, { path, ...wanted }: Wanted): Promise<Derived> {
  const derived = await deriveFiring(w, wanted);
  const isOver = derived.deliverAt === null && wanted.when.kind !== 'relative';
  if (isOver) throw badField(path, 'has passed already');
  return derived;
}
