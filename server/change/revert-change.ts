import { sql } from 'drizzle-orm';
import { revertAttachment } from '../attachment/revert-attachment.ts';
import { createRecorder } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { revertComment } from '../comment/revert-comment.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { Entity } from '../domain/enums.ts';
import { revertLabel } from '../label/revert-label.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { ErrorCode } from '../platform/errors.ts';
import { revertPlan } from '../plan/revert-plan.ts';
import { revertProject } from '../project/revert-project.ts';
import { revertRelation } from '../relation/revert-relation.ts';
import { revertReminder } from '../reminder/revert-reminder.ts';
import { revertSection } from '../section/revert-section.ts';
import { revertTask } from '../task/revert-task.ts';
import { revertView } from '../view/revert-view.ts';
import { revertWorkspace } from '../workspace/revert-workspace.ts';
import { refuseChange } from './refuse-change.ts';
import type { Outcome } from './refuse-change.ts';
import type { Revert } from './revert-row.ts';
import { isPurged } from './rows.ts';
import type { Change } from './rows.ts';
import type { SkippedField } from './schema.ts';

const reverts: { [Kind in Entity]: Revert | null } = {
  workspace: revertWorkspace,
  member: null,
  invite: null,
  project: revertProject,
  section: revertSection,
  label: revertLabel,
  task: revertTask,
  comment: revertComment,
  attachment: revertAttachment,
  view: revertView,
  relation: revertRelation,
  plan: revertPlan,
  reminder: revertReminder,
};

const reasons: { [Code in ErrorCode]?: SkippedField['reason'] } = {
  NOT_FOUND: 'gone',
  FORBIDDEN: 'not-allowed',
  CONFLICT: 'changed-since',
};

/**
 * Takes one change back inside a running write. What refuses leaves neither rows nor changes behind and
 * does not stop the others.
 */
export async function revertChange(w: WriteCtx, change: Change): Promise<Outcome> {
  if (isPurged(change)) return { applied: [], skipped: [{ field: 'deletedAt', reason: 'purged' }] };
  const revert = reverts[change.entity];
  if (!revert || changeKind(change.type).undo === null) return refuseChange(change, 'not-undoable');
  const recorder = createRecorder();
  await w.db.execute(sql`SAVEPOINT one_change`);
  try {
    const { applied, stale, gone = [] } = await revert({ ...w, recorder }, change);
    await w.db.execute(sql`RELEASE SAVEPOINT one_change`);
    for (const draft of recorder.drafts()) w.recorder.record(draft);
    const changed = stale.map((field) => ({ field, reason: 'changed-since' }) as const);
    const lost = gone.map((field) => ({ field, reason: 'gone' }) as const);
    return { applied, skipped: [...changed, ...lost] };
  } catch (cause) {
    const error = databaseError(cause);
    const reason = error instanceof CairnError ? reasonOf(error) : undefined;
    if (!reason) throw cause;
    await w.db.execute(sql`ROLLBACK TO SAVEPOINT one_change`);
    return refuseChange(change, reason);
  }
}

/** Why what refused is no failure of the undo: undefined where it is one. */
function reasonOf({ code, issues }: CairnError): SkippedField['reason'] | undefined {
  if (code !== 'BAD_REQUEST') return reasons[code];
  // A section that is deleted is refused by name; any other field because others have filled its place since.
  return issues?.some(({ path }) => path[0] === 'sectionId') ? 'gone' : 'changed-since';
}
