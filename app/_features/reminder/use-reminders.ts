'use client';

import { useTranslations } from 'next-intl';
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
import { syncState } from '../../_client/sending/sync-state.ts';
import { reminders } from '../../_client/store/reminders.ts';
import { useCell, usePicked } from '../../_client/store/use-cell.ts';
import { showToast } from '../../_ui/toast.tsx';

const none: readonly ReminderOutput[] = [];
const known = ['UNREACHABLE', 'BAD_REQUEST', 'CONFLICT'] as const;

/** The person's own reminders of a task, and what adds one and takes one away. */
export function useReminders(task: TaskOutput) {
  const t = useTranslations('reminder');
  const items = usePicked(reminders, (all) => all.get(task.id)) ?? none;
  useFresh(task);
  const tell = (code: string | null) => {
    if (code === null) return;
    const problem = known.find((one) => one === code) ?? 'other';
    showToast({ tone: 'problem', message: t(`problem.${problem}`) });
  };
  return {
    items,
    add: (when: ReminderOutput['when']) => void addReminder(task, when).then(tell),
    remove: (reminder: ReminderOutput) => void removeReminder(reminder, tell).then(tell),
  };
}

/** Read while the panel shows it, as all that is shown; again once another due of the task is saved. */
function useFresh({ id, workspaceId, dueOn, dueTime, timeZone, status }: TaskOutput): void {
  const name = remindersLoad(id);
  useEffect(() => keepLoaded(name, () => readReminders(id, workspaceId)), [name, id, workspaceId]);
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
