import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { asking } from './asking.ts';
import { rereadShown } from './loads.ts';
import { putAll } from './read-lists.ts';

const page = 200;

const prefix = 'reminders ';
/** The name of the reading of a person's own reminders of a task. */
export const remindersLoad = (taskId: string): string => `${prefix}${taskId}`;

/** Reads the person's own reminders in a workspace, or of one task in it. @throws CallError */
export async function readReminders(workspaceId: string, taskId?: string): Promise<void> {
  // The server knows nothing of a task that is on its way there.
  if (taskId !== undefined && store.get('tasks', taskId)?.version === 0) return;
  const mark = store.mark();
  const isLatest = asking(`${prefix}${workspaceId} ${taskId}`);
  const rows: ReminderOutput[] = [];
  let cursor: string | null = null;
  do {
    const where = { workspaceId, limit: page, ...(taskId !== undefined && { taskId }) };
    const some: { items: ReminderOutput[]; nextCursor: string | null } = await read(
      'reminder.list',
      { ...where, ...(cursor !== null && { cursor }) },
    );
    rows.push(...some.items);
    cursor = some.nextCursor;
  } while (cursor !== null);
  const holds = (row: ReminderOutput) =>
    row.workspaceId === workspaceId && (taskId === undefined || row.taskId === taskId);
  if (isLatest()) putAll('reminders', rows, { mark, holds });
}

/** Something of the person's reminders is another: what is shown of them is read again, of one task or of all. */
export function rereadReminders(taskId = ''): void {
  rereadShown({ force: true, only: new RegExp(`^${prefix}${taskId}`, 'u') });
}
