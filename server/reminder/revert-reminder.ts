import type { Reverted } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { Record } from '../changes/record.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Action } from '../domain/policy.ts';
import type { ReminderId } from '../domain/ids.ts';
import { columnsOf } from '../domain/reminder/columns.ts';
import type { ReminderWhen } from '../domain/reminder/firing.ts';
import { getTaskForUpdate } from '../task/scope.ts';
import { changeReminder } from './change-reminder.ts';
import { deriveFiring } from './derive-firing.ts';
import { insertReminder } from './insert-reminder.ts';
import { removeReminder } from './remove-reminder.ts';
import type { Removed } from './remove-reminder.ts';
import { reminderOutputOf } from './rows.ts';
import { getReminderForUpdate, requireReminderRoom } from './scope.ts';

type Way = {
  action: Action;
  back: (w: WriteCtx, record: Record, change: Change) => Promise<Reverted>;
};

const ways: { [Type in Change['type']]?: Way } = {
  'reminder.created': { action: 'reminder.delete', back: takeAway },
  'reminder.updated': { action: 'reminder.update', back: setBack },
  'reminder.deleted': { action: 'reminder.create', back: bringBack },
};

const idOf = ({ entityId }: Change) => entityId as ReminderId;

/** Takes a change of a reminder of the caller's back. */
export function revertReminder(w: WriteCtx, change: Change): Promise<Reverted> {
  const way = ways[change.type];
  if (!way) throw new Error(`nothing takes ${change.type} back`);
  const { action, back } = way;
  return write(w, { action, input: w.member, guard: w.guard }, (inner, record) =>
    back(inner, record, change),
  );
}

async function takeAway(w: WriteCtx, record: Record, change: Change): Promise<Reverted> {
  const { row } = await getReminderForUpdate(w, idOf(change), {});
  await removeReminder(w, record, row);
  return { applied: ['deletedAt'], stale: [] };
}

async function setBack(w: WriteCtx, record: Record, change: Change): Promise<Reverted> {
  const { row, task } = await getReminderForUpdate(w, idOf(change), {});
  const [was, became] = [change.before, change.after].map(({ when }) => when as ReminderWhen);
  if (!was || !became || !isSame(became, reminderOutputOf(row).when))
    return { applied: [], stale: ['when'] };
  const derived = await deriveFiring(w, { when: was, due: task });
  await changeReminder(w, record, { row, derived });
  return { applied: ['when'], stale: [] };
}

/** True where both say the same; the log keeps the parts of a `when` in an order of its own. */
function isSame(a: ReminderWhen, b: ReminderWhen): boolean {
  return textOf(a) === textOf(b);
}

const textOf = (when: ReminderWhen): string =>
  JSON.stringify([columnsOf(when), when.kind === 'instant' ? when.at : null]);

/** As it was, put off as it was; what has passed meanwhile is there and does not go off. */
async function bringBack(w: WriteCtx, record: Record, change: Change): Promise<Reverted> {
  const { taskId, when, snoozedUntil, version, ...rest } = change.before as unknown as Removed;
  const task = await getTaskForUpdate(w, taskId);
  await requireReminderRoom(w, task.id);
  const derived = await deriveFiring(w, { when, due: task });
  const isPutOff = snoozedUntil !== null && snoozedUntil > w.now;
  const putOff = isPutOff ? { snoozedUntil, deliverAt: snoozedUntil } : {};
  // Higher than any that its person was told of before it went.
  const next = { id: idOf(change), taskId, version: version + 1 };
  await insertReminder(w, record, { ...rest, ...next, ...derived, ...putOff });
  return { applied: ['deletedAt'], stale: [] };
}
