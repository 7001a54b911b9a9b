'use client';

import BellIcon from 'lucide-react/icons/bell';
import X from 'lucide-react/icons/x';
import { useLocale, useTranslations } from 'next-intl';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { nowIso } from '../../_client/clock.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { whenWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { FieldButton, FieldLine } from '../task-panel/field-line.tsx';
import { ReminderChooser } from './reminder-chooser.tsx';
import { useReminderWords } from './use-reminder-words.ts';
import { useReminders } from './use-reminders.ts';

/** When the person is reminded of a task; nobody else sees it. Who may only read it may set some too. */
export function RemindersField({ task }: { task: TaskOutput }) {
  const t = useTranslations('reminder');
  const popover = useOverlay('dialog');
  const { items, add, remove } = useReminders(task);
  const words = useReminderWords(task);
  const name = t('title');
  return (
    <FieldLine name={name} icon={<BellIcon size={16} />}>
      <div className="flex min-w-0 flex-1 flex-col items-start">
        {items.length > 0 && (
          <ul aria-label={name} className="w-full">
            {items.map((reminder) => (
              <Line
                key={reminder.id}
                reminder={reminder}
                words={words(reminder.when)}
                onRemove={() => remove(reminder)}
              />
            ))}
          </ul>
        )}
        <FieldButton {...popover.trigger} name={name} empty>
          {t('add')}
        </FieldButton>
      </div>
      <Popover {...popover.surface} label={t('add')}>
        <ReminderChooser
          task={task}
          set={items.map(({ when }) => when)}
          words={words}
          onPick={(when) => {
            add(when);
            popover.hide();
          }}
        />
      </Popover>
    </FieldLine>
  );
}

type LineProps = { reminder: ReminderOutput; words: string; onRemove: () => void };

function Line({ reminder, words, onRemove }: LineProps) {
  const t = useTranslations('reminder');
  const note = useNote(reminder);
  return (
    <li className="group/reminder flex min-h-8 w-full items-center gap-1 rounded-control pl-2 hover:bg-hover touch:min-h-11">
      <span data-figures className="min-w-0 flex-1 wrap-anywhere">
        <span
          className={classNames('inline-block first-letter:uppercase', note.isOver && 'text-muted')}
        >
          {words}
        </span>{' '}
        {note.text !== '' && <span className="inline-block text-sm text-muted">· {note.text}</span>}
      </span>
      <IconButton
        label={t('remove', { when: words })}
        onClick={onRemove}
        className="opacity-0 group-hover/reminder:opacity-100 focus-visible:opacity-100 touch:opacity-100"
      >
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  );
}

/** Why it does not go off as it says. What is on its way to the server has no note. */
function useNote({ version, nextAt, remindAt, snoozedUntil }: ReminderOutput) {
  const t = useTranslations('reminder');
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  if (version === 0) return { isOver: false, text: '' };
  // What went off and waits for the end of quiet hours was not put off.
  if (nextAt !== null && nextAt === snoozedUntil && nextAt > nowIso()) {
    const when = whenWord(nextAt, timeZone, { today, locale });
    return { isOver: false, text: t('snoozed', { when }) };
  }
  if (nextAt !== null) return { isOver: false, text: '' };
  return { isOver: true, text: t(remindAt === null ? 'waits' : 'passed') };
}
