import type { Change } from '../change/rows.ts';
import type { ScopedTask } from './scope.ts';

type Standing = Pick<ScopedTask, 'occurrenceOn'>;

/**
 * The day that a change counted as completed, or no longer, without the task going anywhere; else undefined. One that
 * ended a task which was cancelled at an earlier day is such a day too.
 */
export function lateDayOf({ before, after }: Change, row: Standing): string | undefined {
  const day = after['occurrenceOn'] as string | undefined;
  if (!('occurrencesDone' in after) || before['occurrenceOn'] !== day) return undefined;
  return 'status' in after && day === row.occurrenceOn ? undefined : day;
}
