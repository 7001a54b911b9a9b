'use client';

import CalendarIcon from 'lucide-react/icons/calendar';
import { useLocale, useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { dueWord } from '../../_ui/date-words.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { DayChooser } from './day-chooser.tsx';
import { DueTime } from './due-time.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';

/** When a task is due: a day, and a time where that matters. */
export function DueField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  const popover = useOverlay('dialog');
  const { dueOn, dueTime, timeZone } = task;
  const word = dueOn === null ? null : dueWord({ dueOn, dueTime }, { today, locale, isFull: true });
  const late = word?.overdue === true && task.status === 'open';
  const name = t('due');
  const value = (
    <span
      data-figures
      className={classNames('truncate first-letter:uppercase', late && 'text-danger')}
    >
      {word?.text ?? t('noDay')}
      {timeZone !== null && timeZone !== me?.timeZone && ` · ${timeZone}`}
    </span>
  );
  return (
    <FieldLine name={name} icon={<CalendarIcon size={16} />}>
      {canWrite ? (
        <FieldButton {...popover.trigger} name={name} hotkey="s" empty={dueOn === null}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={dueOn === null}>{value}</FieldValue>
      )}
      <Popover {...popover.surface} label={name}>
        <DayChooser
          value={dueOn}
          onPick={(day) => {
            updateTask(task, { set: { dueOn: day } });
            popover.hide();
          }}
        >
          {dueOn !== null && <DueTime task={task} />}
        </DayChooser>
      </Popover>
    </FieldLine>
  );
}
