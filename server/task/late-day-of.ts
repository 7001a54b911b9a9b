import type { Change } from '../change/rows.ts';

/** The day that a change counted as completed, or no longer, without the task going anywhere; else undefined. */
export function lateDayOf({ before, after }: Change): string | undefined {
  const isSame = before['occurrenceOn'] === after['occurrenceOn'];
  if (!('occurrencesDone' in after) || 'status' in after || !isSame) return undefined;
  return after['occurrenceOn'] as string | undefined;
}
