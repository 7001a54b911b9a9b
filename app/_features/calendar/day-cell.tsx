'use client';

import Plus from 'lucide-react/icons/plus';
import { useLocale, useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { longDate, shortDate } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useAttach } from '../task-list/late-drag.ts';
import { calendarDrag } from './calendar-drag.ts';
import { CalendarGhost, CalendarTask } from './calendar-task.tsx';
import { fitTasks } from './fit-tasks.ts';
import { useCalendarScene } from './scene.ts';

type Props = {
  day: string;
  /** False for the days beside the month that is shown. */
  isInside: boolean;
  ids: readonly string[];
  ghosts: readonly string[];
  /** So many lines have room. */
  room: number;
};

export const DayCell = memo(DayCellView);

/** One day: its number, as many tasks as have room, how many more there are. */
function DayCellView({ day, isInside, ids, ghosts, room }: Props) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  const today = useToday();
  const scene = useCalendarScene();
  const box = useRef<HTMLDivElement>(null);
  const isAt = usePicked(scene.at, (at) => at === day);
  const isOver = usePicked(scene.over, (over) => over === day);
  useAttach(calendarDrag, 'attachDay', { box, id: day });
  const { tasks, again, more } = fitTasks(ids, ghosts, room);
  const date = longDate(day, { today, locale });
  const open = (isWriting: boolean) => {
    if (box.current) scene.openDay(day, box.current, isWriting);
  };
  const isFirst = day.endsWith('-01');
  return (
    <div
      ref={box}
      role="gridcell"
      data-day={day}
      data-ring="inside"
      tabIndex={isAt ? 0 : -1}
      aria-current={day === today ? 'date' : undefined}
      onFocus={() => scene.at.set(day)}
      onDoubleClick={(event) => event.target === box.current && open(true)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== 'Enter') return;
        event.preventDefault();
        open(ids.length === 0);
      }}
      className={classNames(
        'group/day relative flex min-w-0 flex-col gap-0.5 overflow-hidden border-r border-b border-hairline p-1',
        isOver ? 'bg-accent-tint' : !isInside && 'bg-sidebar',
      )}
    >
      <div className="flex h-6 shrink-0 items-center justify-between">
        <button
          type="button"
          data-figures
          data-ring="inside"
          tabIndex={-1}
          onClick={() => open(false)}
          className={classNames(
            'h-6 min-w-6 rounded-full px-1.5 text-sm hover:bg-hover',
            day === today
              ? 'bg-accent font-semibold text-on-accent hover:bg-accent-hover'
              : !isInside && 'text-muted',
          )}
        >
          <span aria-hidden>
            {isFirst ? shortDate(day, { today: day, locale }) : Number(day.slice(8))}
          </span>
          <span className="sr-only">{t('openDay', { day: date })}</span>
        </button>
        <IconButton
          label={t('add', { day: date })}
          tabIndex={-1}
          onClick={() => open(true)}
          className="size-6 opacity-0 group-focus-within/day:opacity-100 group-hover/day:opacity-100"
        >
          <Plus size={14} aria-hidden />
        </IconButton>
      </div>
      {tasks.map((id) => (
        <CalendarTask key={id} id={id} />
      ))}
      {again.map((id) => (
        <CalendarGhost key={id} id={id} />
      ))}
      {more > 0 && (
        <button
          type="button"
          data-ring="inside"
          tabIndex={-1}
          onClick={() => open(false)}
          className="h-6 truncate rounded-control px-1.5 text-left text-sm text-muted hover:bg-hover hover:text-text"
        >
          {t('more', { count: more })}
        </button>
      )}
    </div>
  );
}
