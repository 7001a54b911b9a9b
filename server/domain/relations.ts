import type { RelationKind } from './enums.ts';
import type { TaskId } from './ids.ts';

/** What a relation is of: its kind, and a task at each end. */
export type Ends = { fromTaskId: TaskId; toTaskId: TaskId; kind: RelationKind };

/** The ends as they are kept: what means the same in both directions has the lesser id first. */
export function keptEnds({ fromTaskId, toTaskId, kind }: Ends): Ends {
  const isTurned = kind === 'relates' && toTaskId < fromTaskId;
  return isTurned
    ? { kind, fromTaskId: toTaskId, toTaskId: fromTaskId }
    : { kind, fromTaskId, toTaskId };
}
