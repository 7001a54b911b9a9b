'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TasksByDay } from '../../_client/store/days.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { longDate, weekdayWord } from '../../_ui/date-words.ts';
import { createListState } from '../task-list/list-state.ts';
import { DayList } from './day-list.tsx';
import type { NewOnDay } from './day-list.tsx';
import { Dots } from './dots.tsx';
import type { Shown } from './span.ts';
import type { Ghosts } from './ghosts-of.ts';

type Props = {
  day: string;
  shown: Shown;
  tasks: TasksByDay;
  ghosts: Ghosts;
  newTask: NewOnDay;
  onGo: (day: string) => void;
};

const none: readonly string[] = [];

/** On a phone: the weeks as numbers with a dot for each task, and the tasks of the chosen day below. */
export function PhoneMonth({ day, shown, tasks, ghosts, newTask, onGo }: Props) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  const today = useToday();
  const [list] = useState(createListState);
  const month = day.slice(0, 7);
  const count = (one: string) => tasks[one]?.length ?? 0;
  return (
    <div className="px-2 pb-24">
      <div className="grid grid-cols-7">
        {shown.weeks[0]?.map((one) => (
          <span key={one} aria-hidden className="py-1 text-center text-xs text-muted">
            {weekdayWord(one, locale)}
          </span>
        ))}
        {shown.weeks.flat().map((one) => (
          <button
            key={one}
            type="button"
            data-day={one}
            data-ring="inside"
            aria-label={`${longDate(one, { today, locale })}. ${t('tasks', { count: count(one) })}`}
            aria-pressed={one === day}
            aria-current={one === today ? 'date' : undefined}
            onClick={() => onGo(one)}
            className={classNames(
              'flex h-12 flex-col items-center justify-center gap-1 rounded-control aria-pressed:bg-accent-tint aria-pressed:font-semibold',
              one === today && 'font-semibold text-accent',
              !one.startsWith(month) && 'text-muted',
            )}
          >
            <span data-figures>{Number(one.slice(8))}</span>
            <Dots count={count(one)} again={(ghosts.get(one)?.length ?? 0) > 0} />
          </button>
        ))}
      </div>
      <h2 className="mt-3 px-2 pb-1 text-sm font-semibold first-letter:uppercase">
        {longDate(day, { today, locale })}
      </h2>
      <DayList key={day} day={day} ids={tasks[day] ?? none} list={list} newTask={newTask} />
    </div>
  );
}
