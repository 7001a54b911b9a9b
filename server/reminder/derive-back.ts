import type { WriteCtx } from '../changes/write.ts';
import type { Due } from '../domain/due.ts';
import { deriveFiring } from './derive-firing.ts';
import type { Derived } from './derive-firing.ts';
import type { Stood } from './rows.ts';

/** How a reminder stood when it was changed, the instant of that, and the due of its task now. */
type Back = { stood: Pick<Stood, 'when'> & Partial<Stood>; changedAt: string; due: Due };

/**
 * The columns of a reminder that is again as it stood. One that was put off still is. What had gone off by then and was
 * held, as by quiet hours, is told after all: each firing is told once, whoever asks. What passed since does not go off.
 */
export async function deriveBack(w: WriteCtx, { stood, changedAt, due }: Back): Promise<Derived> {
  const { when, snoozedUntil = null, nextAt = null, deliverAt = null } = stood;
  const derived = await deriveFiring(w, { when, due });
  if (snoozedUntil !== null && snoozedUntil > w.now)
    return { ...derived, snoozedUntil, deliverAt: snoozedUntil };
  const isBy = (at: string | null) => at !== null && at <= changedAt;
  // Its due may be another since, by which it is still to come, or never.
  const isOwed = isBy(nextAt) && isBy(snoozedUntil ?? derived.remindAt);
  return isOwed ? { ...derived, snoozedUntil, deliverAt } : derived;
}
