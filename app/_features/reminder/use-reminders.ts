'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addReminder, readReminders, removeReminder } from '../../_client/intents/reminders.ts';
import { syncState } from '../../_client/sending/sync-state.ts';
import { notified } from '../../_client/store/notified.ts';
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
    remove: (reminder: ReminderOutput) => void removeReminder(reminder).then(tell),
  };
}

/** Read as the panel opens; again once another due is saved, and where one went off. */
function useFresh({ id, workspaceId, dueOn, dueTime, timeZone, status }: TaskOutput): void {
  const last = usePicked(notified, ({ items }) => items.find(({ taskId }) => taskId === id)?.id);
  const isSaved = useCell(syncState).pending === 0;
  const state = [id, dueOn, dueTime, timeZone, status, last].join(' ');
  const readFor = useRef('');
  useEffect(() => {
    if (readFor.current === state || (!isSaved && readFor.current !== '')) return;
    readFor.current = state;
    void readReminders({ id, workspaceId }).then((isRead) => {
      if (!isRead && readFor.current === state) readFor.current = '';
    });
  }, [state, isSaved, id, workspaceId]);
}
