'use client';

import { useEffect, useRef } from 'react';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addReminder, removeReminder } from '../../_client/intents/reminders.ts';
import { keepLoaded } from '../../_client/loads/loads.ts';
import {
  readReminders,
  remindersLoad,
  rereadReminders,
} from '../../_client/loads/read-reminders.ts';
import { restoredAll } from '../../_client/loads/restore.ts';
import { syncState } from '../../_client/sending/sync-state.ts';
import { useTaskReminders } from '../../_client/store/reminders.ts';
import { useCell } from '../../_client/store/use-cell.ts';

/** The person's own reminders of a task, and what adds one and takes one away. */
export function useReminders(task: TaskOutput) {
  const items = useTaskReminders(task.id);
  useFresh(task);
  return {
    items,
    add: (when: ReminderOutput['when']) => addReminder(task, when),
    remove: removeReminder,
  };
}

/** Read while the panel shows it, as all that is shown; again once another due of the task is saved. */
function useFresh({ id, workspaceId, dueOn, dueTime, timeZone, status }: TaskOutput): void {
  const name = remindersLoad(id);
  useEffect(() => {
    // What the device has comes first: behind an answer it would bring back what went.
    const read = () => restoredAll().then(() => readReminders(workspaceId, id));
    return keepLoaded(name, read);
  }, [name, id, workspaceId]);
  const isSaved = useCell(syncState).pending === 0;
  const due = [dueOn, dueTime, timeZone, status].join(' ');
  const readOf = useRef({ name: '', due: '' });
  useEffect(() => {
    const was = readOf.current;
    // What is not saved yet the reading of now does not know.
    if (was.name !== name) readOf.current = { name, due: isSaved ? due : '' };
    else if (isSaved && was.due !== due) {
      readOf.current = { name, due };
      rereadReminders(id);
    }
  }, [id, name, due, isSaved]);
}
