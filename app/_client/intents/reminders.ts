import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { selectReminders } from '../store/reminders.ts';
import { sameValue } from '../store/same-row.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type When = ReminderOutput['when'];
type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** Reminds the person of a task: it shows at once, and Ctrl-Z takes it back. What is set already stays as it is. */
export function addReminder({ id: taskId, workspaceId }: Task, when: When): void {
  const isSet = selectReminders(taskId)(store).some((one) => sameValue(one.when, when));
  if (!isSet) run('reminder.create', { id: newId(), workspaceId, taskId, when });
}

/** Takes a reminder away, and offers to take that back. */
export function removeReminder({ id: reminderId, workspaceId }: ReminderOutput): void {
  const mine = gesture(() => void run('reminder.delete', { workspaceId, reminderId }));
  notify({ kind: 'done', what: 'reminderRemoved', undo: () => undoGesture(mine) });
}
