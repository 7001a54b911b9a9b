import type { WriteCtx } from '../changes/write.ts';
import type { GroupId, UserId } from '../domain/ids.ts';
import { listChangedSince } from './list-changed-since.ts';
import { refuseChange } from './refuse-change.ts';
import type { Outcome } from './refuse-change.ts';
import { revertChange } from './revert-change.ts';
import { fieldGroups, followsAnother } from './rows.ts';
import type { Change } from './rows.ts';
import type { ChangeUndoOutput } from './schema.ts';

export type Undone = Pick<ChangeUndoOutput, 'applied' | 'skipped'>;

export type UndoOptions = {
  /** The group that is taken back as a whole; null where one change is. */
  group: GroupId | null;
  /** True where later changes of the group were tried apart and rolled back: what they wrote counts as taken back. */
  apart: boolean;
};

/** Takes changes back, in the order given, and says of each field what became of it. */
export async function undoChanges(
  w: WriteCtx,
  changes: Change[],
  options: UndoOptions,
): Promise<Undone> {
  const undone: Undone = { applied: [], skipped: [] };
  for (const change of changes) {
    const follows = followsAnother(change);
    if (follows && options.group) continue;
    const outcome = follows ? refuseChange(change, 'not-undoable') : await revertChange(w, change);
    await tell(w, undone, { change, outcome, ...options });
  }
  return undone;
}

type Told = UndoOptions & { change: Change; outcome: Outcome };

/** Adds what became of one change to the answer, with who stood in the way. */
async function tell(w: WriteCtx, undone: Undone, told: Told): Promise<void> {
  const { change, outcome, group, apart } = told;
  const thing = { entity: change.entity, entityId: change.entityId };
  for (const field of outcome.applied) undone.applied.push({ ...thing, field });
  if (outcome.skipped.length === 0) return;
  const since = await listChangedSince(w, change, group ? [w.groupId, group] : [w.groupId]);
  for (const { field, reason } of outcome.skipped) {
    const who = whoChanged(since, field);
    if (reason === 'changed-since' && apart && who === undefined) {
      undone.applied.push({ ...thing, field });
    } else if (reason === 'gone') {
      // Deleted or restored by another since: that is a change like any other, not a loss.
      const again = field === 'deletedAt' && since.has(field);
      const changedBy = since.get('deletedAt') ?? null;
      undone.skipped.push({ ...thing, field, reason: again ? 'changed-since' : reason, changedBy });
    } else {
      const changedBy = reason === 'changed-since' ? (who ?? null) : null;
      undone.skipped.push({ ...thing, field, reason, changedBy });
    }
  }
}

/** Who changed a field, or another that makes sense only with it; undefined where nobody did. */
function whoChanged(since: Map<string, UserId | null>, field: string): UserId | null | undefined {
  const group: readonly string[] | undefined = Object.values(fieldGroups).find((fields) =>
    fields.some((one) => one === field),
  );
  const changed = [field, ...(group ?? [])].find((one) => since.has(one));
  return changed === undefined ? undefined : since.get(changed);
}
