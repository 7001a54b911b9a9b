import type { ChangeDraft } from '../changes/record.ts';
import { bug } from '../platform/bugs.ts';
import type { ViewRow } from './rows.ts';

/** Who is told of a change: the view's maker alone, unless it is shared, or was until now. */
export function chooseViewAudience(
  before: Pick<ViewRow, 'isShared' | 'createdBy'>,
  after: Pick<ViewRow, 'isShared'> = before,
): Pick<ChangeDraft, 'audienceUserId'> {
  const isTold = after.isShared || (before.isShared && !bug('unsharing-unheard'));
  return isTold ? {} : { audienceUserId: before.createdBy };
}
