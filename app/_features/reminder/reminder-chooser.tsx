'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { OwnReminder } from './own-reminder.tsx';
import { usualReminders } from './usual-reminders.ts';
import { wallNow } from './wall-now.ts';

type When = ReminderOutput['when'];
type Props = {
  task: TaskOutput;
  /** What is set already. */
  set: readonly When[];
  words: (when: When) => string;
  onPick: (when: When) => void;
};

/** The usual times before a due, and any day and time. */
export function ReminderChooser({ task, set, words, onPick }: Props) {
  const t = useTranslations('reminder');
  const usual = usualReminders(task, { set, now: useNowFor(task) });
  const [isOwn, setIsOwn] = useState(false);
  if (isOwn || usual.length === 0) return <OwnReminder onPick={onPick} />;
  return (
    <div className="flex min-w-56 flex-col p-1">
      {usual.map((when) => (
        <Choice key={words(when)} onPick={() => onPick(when)}>
          {words(when)}
        </Choice>
      ))}
      <Choice onPick={() => setIsOwn(true)}>{t('own')}</Choice>
    </div>
  );
}

/** Now on the wall by which the due of a task is read. */
function useNowFor({ recurrence, dueTime, timeZone }: TaskOutput): string | null {
  const own = useMe()?.timeZone ?? 'UTC';
  if (recurrence !== null) return null;
  const zone = dueTime === null ? own : (timeZone ?? own);
  return wallNow(zone);
}

function Choice({ onPick, children }: { onPick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      data-ring="inside"
      onClick={onPick}
      className="flex min-h-8 items-center rounded-control px-2 text-left hover:bg-hover touch:min-h-11"
    >
      <span className="first-letter:uppercase">{children}</span>
    </button>
  );
}
