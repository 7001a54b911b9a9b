'use client';

import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { addDays } from '../_client/clock.ts';
import { classNames } from './class-names.ts';
import { longDate, monthTitle, weekdayWord } from './date-words.ts';
import type { Day } from './date-words.ts';
import { IconButton } from './icon-button.tsx';
import { addMonths, weeksOf } from './month.ts';
import type { WeekStart } from './month.ts';

type Props = {
  value: Day | null;
  today: Day;
  weekStart: WeekStart;
  onPick: (day: Day) => void;
  /** In a popover: the chosen day gets the focus. */
  takesFocus?: boolean;
};

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month of days to choose from; arrows move by day and week, PageUp and PageDown by month. */
export function MonthGrid({ value, today, weekStart, onPick, takesFocus = false }: Props) {
  const t = useTranslations('ui');
  const locale = useLocale();
  const [at, setAt] = useState<Day>(value ?? today);
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (takesFocus) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [takesFocus]);
  const follows = useRef(false);
  // Before anyone notices that the day that had the focus is gone with its month.
  useLayoutEffect(() => {
    if (follows.current) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    follows.current = false;
  }, [at]);
  const weeks = weeksOf(at, weekStart);

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const months = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
    if (step === undefined && months === 0) return;
    event.preventDefault();
    const day = step === undefined ? addMonths(at, months) : addDays(at, step);
    setAt(day);
    follows.current = true;
  };

  return (
    <div className="w-fit p-2">
      <div className="flex items-center justify-between">
        <IconButton label={t('previousMonth')} onClick={() => setAt(addMonths(at, -1))}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <span aria-live="polite" className="font-semibold first-letter:uppercase">
          {monthTitle(at, locale)}
        </span>
        <IconButton label={t('nextMonth')} onClick={() => setAt(addMonths(at, 1))}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
      </div>
      <table ref={table} data-figures className="border-collapse">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" className="h-7 text-xs font-medium text-muted">
                {weekdayWord(day, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0">
                  <button
                    type="button"
                    data-day={day}
                    data-ring="inside"
                    tabIndex={day === at ? 0 : -1}
                    aria-label={longDate(day, { today, locale })}
                    aria-pressed={day === value}
                    aria-current={day === today ? 'date' : undefined}
                    onClick={() => onPick(day)}
                    onKeyDown={move}
                    className={classNames(
                      'size-8 rounded-control hover:bg-hover aria-pressed:bg-accent aria-pressed:font-semibold aria-pressed:text-on-accent touch:size-11',
                      day.slice(0, 7) !== at.slice(0, 7) && 'text-muted',
                      day === today && 'font-semibold text-accent',
                    )}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
