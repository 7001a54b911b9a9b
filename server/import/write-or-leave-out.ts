import { sql } from 'drizzle-orm';
import { createRecorder } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { ErrorCode } from '../platform/errors.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';
import type { LedgerNote } from './schema.ts';

/** What people here have deleted, closed to others or filled up refuses one thing, not the whole import. */
const reasons: { [Code in ErrorCode]?: LedgerNote } = {
  NOT_FOUND: 'out-of-reach',
  FORBIDDEN: 'out-of-reach',
  CONFLICT: 'out-of-reach',
  BAD_REQUEST: 'limit',
};

/** Writes an item by the verbs of its noun: whole, or not at all where they refuse it; then the ledger says so. */
export async function writeOrLeaveOut(
  w: WriteCtx,
  { step, item }: { step: Step; item: StagedItem },
  body: (inner: WriteCtx) => Promise<void>,
): Promise<void> {
  const recorder = createRecorder();
  await w.db.execute(sql`SAVEPOINT one_item`);
  try {
    await body({ ...w, recorder });
    await w.db.execute(sql`RELEASE SAVEPOINT one_item`);
    for (const draft of recorder.drafts()) w.recorder.record(draft);
  } catch (cause) {
    const error = databaseError(cause);
    const reason = error instanceof CairnError ? reasons[error.code] : undefined;
    if (!reason) throw cause;
    await w.db.execute(sql`ROLLBACK TO SAVEPOINT one_item`);
    step.leaveOut(item, reason);
  }
}
