import type { opResults } from '../../db/schema/changes.ts';
import type { Touch } from '../cache/commit.ts';
import type { NoticeScope } from '../cache/keys.ts';
import type { OpId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Member } from './member.ts';

/** A row that remembers the answer to an operation of a person's. */
export type OpResult = typeof opResults.$inferInsert & {
  userId: UserId;
  workspaceId: WorkspaceId | null;
};

/**
 * What calls that share one transaction know together, so that each need not ask for it again: the workspace's lock is
 * held for all of them, so nobody else changes what it guards meanwhile. Made by `shareTransaction` alone.
 */
export type Shared = {
  /** Says what of the cache they change. */
  readonly touch: Touch;
  readonly workspaceId: WorkspaceId;
  /** ISO instant: the transaction's. */
  readonly now: string;
  /** The last place in the workspace's log that is taken. */
  seq: number;
  /** The caller's membership, once it was looked at; null where they are none. */
  membership?: Omit<Member, 'workspaceId'> | null;
  /** Those of their operations that nobody had done before. */
  readonly fresh: ReadonlySet<OpId>;
  /** Who began the group that is named as an operation of theirs; undefined where nobody did. */
  readonly begun: ReadonlyMap<OpId, UserId | null | undefined>;
  /** Whose pages are to ask again what they were notified of, once it is committed. */
  readonly nudged: Set<NoticeScope>;
  /** Answers that are to be remembered, by their operations. */
  readonly results: Map<OpId, OpResult>;
};
