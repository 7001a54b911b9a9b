import type { RelationKind } from './enums.ts';
import type { TaskId } from './ids.ts';

/** What a relation is of: its kind, and a task at each end. */
export type Ends = { fromTaskId: TaskId; toTaskId: TaskId; kind: RelationKind };

/** Why what leads back to the first task is refused; the page says it in the person's language. */
export const circleReasons: Record<RelationKind, string> = {
  blocks: 'blocks the first task already, itself or through others: both would wait for ever',
  duplicates: 'duplicates the first task already, itself or through others',
  relates: 'is related already',
};

/** The ends as they are kept: what means the same in both directions has the lesser id first. */
export function keptEnds({ fromTaskId, toTaskId, kind }: Ends): Ends {
  const isTurned = kind === 'relates' && toTaskId < fromTaskId;
  return isTurned
    ? { kind, fromTaskId: toTaskId, toTaskId: fromTaskId }
    : { kind, fromTaskId, toTaskId };
}
