import type { Record } from '../changes/record.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { Action } from '../domain/policy.ts';
import { compareFields } from './compare-fields.ts';
import type { Change, Fields } from './rows.ts';

/** What became of the fields of one change: set back, holding something else, or leading to what is no more. */
export type Reverted = { applied: string[]; stale: string[]; gone?: string[] };

/**
 * Takes one change of one noun back, under the right that the inverse action needs now.
 * @throws CairnError where the thing is gone or the caller may not; then nothing counts as done
 */
export type Revert = (w: WriteCtx, change: Change) => Promise<Reverted>;

/** An inverse: the action whose right it takes, and the change that it records. */
export type Inverse = { action: Action; type: ChangeType };

/** What taking back needs to know of a noun whose rows are found and changed one by one. */
export type Reverter<Row> = {
  delete?: Inverse;
  restore?: Inverse;
  /** The actions that set fields back, by the change that set them. */
  fields: { [Type in ChangeType]?: Action };
  find(w: WriteCtx, entityId: string, options: { deleted?: boolean }): Promise<Row>;
  apply(
    w: WriteCtx,
    record: Record,
    edit: { row: Row; type: ChangeType; patch: Fields },
  ): Promise<unknown>;
};

/** The way back that all nouns share: delete what was made, restore what was deleted, set fields back. */
export async function revertRow<Row extends object>(
  w: WriteCtx,
  change: Change,
  reverter: Reverter<Row>,
): Promise<Reverted> {
  const undo = changeKind(change.type).undo;
  const { action, type } = inverseOf(reverter, change.type);
  return write(w, { action, input: w.member, guard: w.guard }, async (inner, record) => {
    const row = await reverter.find(inner, change.entityId, { deleted: undo === 'restore' });
    const { back, stale } = compareFields(change, row);
    if (undo === 'delete') {
      const patch = { deletedAt: inner.now, ...back };
      await reverter.apply(inner, record, { row, type, patch });
      return { applied: ['deletedAt'], stale: [] };
    }
    await reverter.apply(inner, record, { row, type, patch: back });
    return { applied: Object.keys(back), stale };
  });
}

function inverseOf<Row>(reverter: Reverter<Row>, type: ChangeType): Inverse {
  const undo = changeKind(type).undo;
  const action = reverter.fields[type];
  const inverse =
    undo === 'delete' || undo === 'restore' ? reverter[undo] : action && { action, type };
  if (!inverse) throw new Error(`nothing takes ${type} back`);
  return inverse;
}
