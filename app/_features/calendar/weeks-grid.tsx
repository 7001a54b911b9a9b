'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { TasksByDay } from '../../_client/store/days.ts';
import { weekdayWord } from '../../_ui/date-words.ts';
import { calendarDrag } from './calendar-drag.ts';
import { DayCell } from './day-cell.tsx';
import type { Look, Shown } from './span.ts';
import type { Ghosts } from './ghosts-of.ts';
import { useDayKeys } from './use-day-keys.ts';

type Props = {
  look: Look;
  /** The day that the address names. */
  day: string;
  shown: Shown;
  tasks: TasksByDay;
  ghosts: Ghosts;
  onGo: (day: string) => void;
};

const none: readonly string[] = [];
/** A line of a cell, and what a cell has beside its lines, in px. */
const lineHeight = 26;
const besides = 34;

/** Whole weeks, a row each, as high as the page has room for. */
export function WeeksGrid({ look, day, shown, tasks, ghosts, onGo }: Props) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const { weeks } = shown;
  const room = useRoom(box, weeks.length);
  const onKeyDown = useDayKeys({ shown, look, day, onGo });
  const month = day.slice(0, 7);
  return (
    <div
      role="grid"
      tabIndex={-1}
      aria-label={t(look)}
      onPointerOver={calendarDrag.preload}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col border-t border-hairline"
    >
      <div role="row" className="grid shrink-0 grid-cols-7 border-b border-hairline">
        {weeks[0]?.map((one) => (
          <div
            key={one}
            role="columnheader"
            className="px-2 py-1 text-xs font-medium text-muted first-letter:uppercase"
          >
            {weekdayWord(one, locale)}
          </div>
        ))}
      </div>
      <div ref={box} role="rowgroup" className="grid min-h-0 flex-1 auto-rows-[minmax(6rem,1fr)]">
        {weeks.map((week) => (
          <div key={week[0]} role="row" className="grid min-h-0 grid-cols-7">
            {week.map((one) => (
              <DayCell
                key={one}
                day={one}
                isInside={look === 'week' || one.startsWith(month)}
                ids={tasks[one] ?? none}
                ghosts={ghosts.get(one) ?? none}
                room={room}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** How many lines a cell has room for. */
function useRoom(box: RefObject<HTMLElement | null>, weeks: number): number {
  const [room, setRoom] = useState(3);
  useEffect(() => {
    const grid = box.current;
    if (!grid) return;
    const look = () => {
      const height = grid.clientHeight / weeks;
      setRoom(Math.max(1, Math.floor((height - besides) / lineHeight)));
    };
    const resized = new ResizeObserver(look);
    resized.observe(grid);
    return () => resized.disconnect();
  }, [box, weeks]);
  return room;
}
