import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { newId } from '../ids.ts';
import { createCell } from './cell.ts';

type Id = ReminderOutput['id'];

/** The person's own reminders of each task for which they were asked, oldest first. */
export const reminders = createCell<ReadonlyMap<string, readonly ReminderOutput[]>>(new Map());

/** Puts what is known of a task's reminders in the place of what was. */
export function setReminders(
  taskId: string,
  change: (was: readonly ReminderOutput[]) => readonly ReminderOutput[],
): void {
  const all = reminders.get();
  const next = change(all.get(taskId) ?? []);
  reminders.set(new Map([...all, [taskId, next]]));
  for (const { id, version } of next) if (version > 0) forgetWanted(id);
}

const wanted = new Map<string, Id>();

/**
 * The id of a reminder that is wanted and not known to be there: wanted again it is the same one, and so the same
 * operation, whatever became of the first try.
 * @param what the task, and when it reminds, as one text
 */
export function wantedId(what: string): Id {
  const id = wanted.get(what) ?? newId<Id>();
  wanted.set(what, id);
  return id;
}

/** It is there, or is wanted no more: what is wanted after this is another. */
export function forgetWanted(reminderId: Id): void {
  for (const [what, id] of wanted) if (id === reminderId) wanted.delete(what);
}
