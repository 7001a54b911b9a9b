'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { addDays } from '../../_client/clock.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Button } from '../../_ui/button.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { MonthGrid } from '../../_ui/month-grid.tsx';
import { parseTime } from '../task-panel/when.ts';
import { wallNow } from './wall-now.ts';

type Props = { onPick: (when: ReminderOutput['when']) => void };

/** A day and a time of one's own, on the wall wherever the person is. */
export function OwnReminder({ onPick }: Props) {
  const t = useTranslations('reminder');
  const today = useToday();
  const me = useMe();
  const [day, setDay] = useState(() => addDays(today, 1));
  const [text, setText] = useState('09:00');
  if (!me) return null;
  const time = parseTime(text);
  const isLate = time !== undefined && `${day} ${time}` <= wallNow(me.timeZone);
  const isWrong = time === undefined || isLate;
  const set = () => {
    // A minute may have passed since this was drawn: the server refuses it then, and that is told.
    if (time !== undefined && !isLate) onPick({ kind: 'local', day, time, timeZone: null });
  };
  return (
    <div className="w-min">
      <MonthGrid value={day} today={today} weekStart={me.weekStart} onPick={setDay} takesFocus />
      <form
        className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-hairline bg-raised p-2"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <input
          value={text}
          aria-label={t('time')}
          aria-invalid={isWrong || undefined}
          inputMode="numeric"
          maxLength={5}
          onChange={(event) => setText(event.target.value)}
          data-figures
          className={classNames(
            'h-8 w-18 rounded-control border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11',
            isWrong ? 'border-danger' : 'border-border',
          )}
        />
        <Button type="submit" tone="primary" disabled={isWrong} className="flex-1">
          {t('set')}
        </Button>
        <p role="status" className="w-full text-sm text-danger empty:hidden">
          {isLate && t('late')}
        </p>
      </form>
    </div>
  );
}
