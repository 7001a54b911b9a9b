import type { Difference } from '../changes/difference.ts';
import type { ScopedTask } from './scope.ts';

/** What the log says of an edit that leaves an occurrence behind: its day, also where the task stays at it. */
export function tellOccurrence({ occurrenceOn }: Pick<ScopedTask, 'occurrenceOn'>): Difference {
  return { before: { occurrenceOn }, after: { occurrenceOn } };
}
