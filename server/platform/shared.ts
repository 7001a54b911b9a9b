import type { opResults } from '../../db/schema/changes.ts';
import type { Touch } from '../cache/commit.ts';
import type { OpId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Member } from './member.ts';

/** A row that remembers the answer to an operation of a person's. */
export type OpResult = typeof opResults.$inferInsert & {
  userId: UserId;
  workspaceId: WorkspaceId | null;
};

/** What a repeated operation is answered from. */
export type StoredAnswer = Pick<OpResult, 'procedure' | 'inputHash'> & { answer: unknown };

/**
 * What calls that share one transaction know together, so that each need not ask for it again: the workspace's lock is
 * held for all of them, and nobody but they changes it meanwhile. Made by `shareTransaction` alone.
 */
export type Shared = {
  /** Says what of the cache they change. */
  readonly touch: Touch;
  readonly workspaceId: WorkspaceId;
  /** ISO instant: the transaction's. */
  readonly now: string;
  /** The last place in the workspace's log that is taken. */
  seq: number;
  /** The caller's membership, once it was looked at. */
  membership?: Omit<Member, 'workspaceId'> | null;
  /** What each operation among them was answered before; null where it is new. */
  readonly answered: Map<OpId, StoredAnswer | null>;
  /** Who began the groups that are named as operations among them, of those that there are. */
  readonly begun: Map<OpId, UserId | null>;
  /** Answers that are to be remembered. */
  readonly results: OpResult[];
};
