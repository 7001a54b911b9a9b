/**
 * Planted bugs: each proves that a test can fail. Named by `CAIRN_BUG`, which a production build refuses.
 */
export const bugNames = [
  'answer-before-commit',
  'early-return',
  'skip-second-id',
  'see-hidden',
  'op-not-remembered',
  'op-kept-outside',
  'seq-from-sequence',
  'record-outside',
  'undo-overwrites',
  'move-tells-all',
  'read-for-write',
  'guard-not-awaited',
  'scope-ignored',
  'membership-kept',
  'reset-early-return',
  'export-all-at-once',
  'mail-at-once',
  'mail-new-id',
  'sessions-stay',
  'purge-keeps-text',
  'replica-unchecked',
  'token-stays',
  'membership-cached',
  'touch-forgotten',
  'day-not-in-key',
  'stamp-read-after-query',
  'marked-after-answer',
  'replay-not-invalidated',
  'old-snapshot-believed',
  'batch-order-lost',
  'status-of-first',
  'index-shifted',
  'abort-unheard',
  'retire-at-once',
  'mail-taken-twice',
  'grpc-null-lost',
  'stream-proved-once',
  'late-call-begins',
  'rights-at-connect',
  'stream-outlives-session',
  'each-use-written',
  'failure-asked-twice',
  'failure-shared',
  'notes-overwritten',
  'full-unheard',
  'lookers-unproved',
  'groups-tell-all',
  'undo-at-any-age',
  'filter-brackets-lost',
  'filter-nulls-lost',
  'filter-wildcards',
  'filter-unscoped',
  'cursor-unsealed',
  'search-unscoped',
  'view-tells-all',
  'unsharing-unheard',
  'completed-twice',
  'completed-unscoped',
  'advanced-from-due',
  'skipped-twice',
  'missed-in-utc',
  'missed-unchecked',
  'late-completion-lost',
  'plan-of-another',
  'plan-told-to-others',
  'reminder-told-to-others',
  'reminder-told-twice',
  'reminder-marked-outside',
  'reminder-own-clock',
  'refresh-mark-lost',
  'told-while-refreshed',
  'missed-drops-owed',
  'relation-tells-all',
  'blocker-tells-all',
  'blocker-unheard',
  'push-ended-first',
  'push-new-tag',
] as const;

export type BugName = (typeof bugNames)[number];

let planted: BugName | null = null;

/** Plants one bug for this process; `null` removes it. Called at boot and by tests. */
export function plantBug(name: BugName | null): void {
  planted = name;
}

/** True where the code should misbehave on purpose. */
export function bug(name: BugName): boolean {
  return planted === name;
}
