'use client';

import CalendarArrowUp from 'lucide-react/icons/calendar-arrow-up';
import { useLocale, useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { dayWord } from '../../_ui/date-words.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { DayChooser } from './day-chooser.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';

/** The day before which a task need not be looked at. */
export function StartField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  const popover = useOverlay('dialog');
  const { startOn } = task;
  const name = t('start');
  const value = (
    <span data-figures className="first-letter:uppercase">
      {startOn === null ? t('noDay') : dayWord(startOn, { today, locale, isFull: true })}
    </span>
  );
  return (
    <FieldLine name={name} icon={<CalendarArrowUp size={16} />}>
      {canWrite ? (
        <FieldButton {...popover.trigger} name={name} empty={startOn === null}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={startOn === null}>{value}</FieldValue>
      )}
      <Popover {...popover.surface} label={name}>
        <DayChooser
          value={startOn}
          onPick={(day) => {
            updateTask(task, { set: { startOn: day } });
            popover.hide();
          }}
        />
      </Popover>
    </FieldLine>
  );
}
