import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ReminderId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';

type Said = {
  type: 'reminder.created' | 'reminder.updated' | 'reminder.deleted';
  id: ReminderId;
  before: object;
  after: object;
};

/** Records what became of a reminder of the caller's, for the caller alone: nobody else knows of it. */
export function recordReminder(w: WriteCtx, record: Record, { id, ...said }: Said): void {
  const audience = bug('reminder-told-to-others') ? {} : { audienceUserId: w.member.userId };
  record({ ...said, entityId: id, ...audience });
}
