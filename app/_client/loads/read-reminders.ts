import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { setReminders } from '../store/reminders.ts';
import { asking } from './asking.ts';
import { rereadShown } from './loads.ts';

/** A task has up to 20 of each person. */
const most = 50;

type Writes = {
  /** How many are on their way. */
  running: number;
  /** How many began or ended. */
  count: number;
  /** True where an answer was left out meanwhile, or what a write did is not known. */
  isLost: boolean;
};
const writes = new Map<string, Writes>();
const writesOf = (taskId: string): Writes =>
  writes.get(taskId) ?? { running: 0, count: 0, isLost: false };

const prefix = 'reminders ';
/** The name of the reading of a person's own reminders of a task. */
export const remindersLoad = (taskId: string): string => `${prefix}${taskId}`;

/**
 * Reads the person's own reminders of a task. An answer beside a write of the page says what was before or after it:
 * it is left out, and asked for again once no write is on its way. @throws CallError
 */
export async function readReminders(taskId: string, workspaceId: string): Promise<void> {
  // The server knows nothing of a task that is on its way there.
  if (store.get('tasks', taskId)?.version === 0) return;
  const isLatest = asking(remindersLoad(taskId));
  const { count } = writesOf(taskId);
  const { items } = await read('reminder.list', { workspaceId, taskId, limit: most });
  if (!isLatest()) return;
  const now = writesOf(taskId);
  if (now.count === count && now.running === 0) setReminders(taskId, () => items);
  else if (now.running === 0) rereadReminders(taskId);
  else writes.set(taskId, { ...now, isLost: true });
}

/**
 * Notes that a write to the reminders of a task begins.
 * @returns what notes its end, and whether its answer says what it did
 */
export function noteReminderWrite(taskId: string): (isKnown: boolean) => void {
  const was = writesOf(taskId);
  writes.set(taskId, { ...was, running: was.running + 1, count: was.count + 1 });
  return (isKnown) => {
    const { running, count, isLost } = writesOf(taskId);
    const next = { running: running - 1, count: count + 1, isLost: isLost || !isKnown };
    const isToRead = next.running === 0 && next.isLost;
    writes.set(taskId, { ...next, isLost: next.isLost && !isToRead });
    if (isToRead) rereadReminders(taskId);
  };
}

/** Something of the person's reminders is another: what is shown of them is read again, of one task or of all. */
export function rereadReminders(taskId = ''): void {
  rereadShown({ force: true, only: new RegExp(`^${prefix}${taskId}`, 'u') });
}
