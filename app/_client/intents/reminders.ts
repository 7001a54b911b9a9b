import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { nowIso } from '../clock.ts';
import type { DirectWrites } from '../contract.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { read } from '../sending/read.ts';
import { setReminders } from '../store/reminders.ts';
import { callNow } from './call-now.ts';

export type ReminderWhen = ReminderOutput['when'];
type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** A task has up to 20 of each person. */
const most = 50;

/** Reads the person's own reminders of a task. @returns false where they did not come */
export async function readReminders({ id: taskId, workspaceId }: Task): Promise<boolean> {
  try {
    const { items } = await read('reminder.list', { workspaceId, taskId, limit: most });
    setReminders(taskId, () => items);
    return true;
  } catch {
    return false;
  }
}

/** Reminds the person of a task, shown at once. It takes the server. @returns what the server says where it refuses */
export async function addReminder(
  { id: taskId, workspaceId }: Task,
  when: ReminderWhen,
): Promise<string | null> {
  const id = newId<ReminderOutput['id']>();
  const guess: ReminderOutput = {
    id,
    workspaceId,
    taskId,
    when,
    remindAt: null,
    snoozedUntil: null,
    nextAt: null,
    sentAt: null,
    version: 0,
    createdAt: nowIso(),
  };
  setReminders(taskId, (was) => [...was, guess]);
  const input: DirectWrites['reminder.create']['input'] = { workspaceId, taskId, id, when };
  const called = await callNow('reminder.create', input);
  const landed = called.ok ? [called.output] : [];
  setReminders(taskId, (was) => was.flatMap((one) => (one.id === id ? landed : [one])));
  return called.ok ? null : called.error.code;
}

/** Takes a reminder away, out of sight at once; a notice offers it back. @returns what the server says where it refuses */
export async function removeReminder(reminder: ReminderOutput): Promise<string | null> {
  const { id: reminderId, taskId, workspaceId, when, nextAt } = reminder;
  setReminders(taskId, (was) => was.filter(({ id }) => id !== reminderId));
  const called = await callNow('reminder.delete', { workspaceId, reminderId });
  if (called.ok || called.error.code === 'NOT_FOUND') {
    // A time that has passed is refused.
    if (when.kind !== 'relative' && nextAt === null) return null;
    const undo = () => void addReminder({ id: taskId, workspaceId }, when);
    notify({ kind: 'done', what: 'reminderRemoved', undo });
    return null;
  }
  setReminders(taskId, (was) => [...was, reminder]);
  return called.error.code;
}
