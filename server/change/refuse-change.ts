import { changeKind } from '../domain/catalogue.ts';
import type { Change } from './rows.ts';
import type { SkippedField } from './schema.ts';

type Skipped = Pick<SkippedField, 'field' | 'reason'>;

/** What became of the fields of one change. */
export type Outcome = { applied: string[]; skipped: Skipped[] };

/** Nothing of a change is set back, for one reason. */
export function refuseChange(change: Change, reason: Skipped['reason']): Outcome {
  const undo = changeKind(change.type).undo;
  if (undo === 'delete' || undo === 'restore') {
    return { applied: [], skipped: [{ field: 'deletedAt', reason }] };
  }
  const fields = Object.keys(change.after).filter(
    (field) => undo === null || field in change.before,
  );
  return { applied: [], skipped: fields.map((field) => ({ field, reason })) };
}
