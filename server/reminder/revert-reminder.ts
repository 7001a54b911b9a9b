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
import { deriveBack } from './derive-back.ts';
import { insertReminder } from './insert-reminder.ts';
import { removeReminder } from './remove-reminder.ts';
import type { Removed } from './remove-reminder.ts';
import { reminderOutputOf } from './rows.ts';
import type { Stood } from './rows.ts';
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
  const stood = change.before as unknown as Stood;
  const became = change.after['when'] as ReminderWhen;
  if (!isSame(became, reminderOutputOf(row).when)) return { applied: [], stale: ['when'] };
  const derived = await deriveBack(w, { stood, changedAt: change.at, due: task });
  await changeReminder(w, record, { row, derived });
  return { applied: ['when'], stale: [] };
}

/** True where both say the same; the log keeps the parts of a `when` in an order of its own. */
function isSame(a: ReminderWhen, b: ReminderWhen): boolean {
  return textOf(a) === textOf(b);
}

const textOf = (when: ReminderWhen): string =>
  JSON.stringify([columnsOf(when), when.kind === 'instant' ? when.at : null]);

async function bringBack(w: WriteCtx, record: Record, change: Change): Promise<Reverted> {
  const stood = change.before as unknown as Removed;
  const { taskId, sentAt, createdAt } = stood;
  const task = await getTaskForUpdate(w, taskId);
  await requireReminderRoom(w, task.id);
  const derived = await deriveBack(w, { stood, changedAt: change.at, due: task });
  // Higher than any that its person was told of before it went.
  const version = stood.version + 1;
  const kept = { id: idOf(change), taskId, sentAt, version, createdAt };
  await insertReminder(w, record, { ...kept, ...derived });
  return { applied: ['deletedAt'], stale: [] };
}
