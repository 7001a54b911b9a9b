'use client';

import { useMemo, useRef } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { CalendarBar } from '../calendar/calendar-bar.tsx';
import { useCalendarTitle } from '../calendar/calendar-title.ts';
import { CalendarWeeks } from '../calendar/calendar-weeks.tsx';
import { shownWeeks } from '../calendar/span.ts';
import { useGhostsOf } from '../calendar/use-ghosts.ts';
import { usePlace } from '../calendar/use-place.ts';
import { useNewTask } from '../filter/use-new-task.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { byDay } from './by-day.ts';
import type { ViewLayoutProps } from './layout-props.ts';
import { UndatedTasks } from './undated-tasks.tsx';

/** What a view finds, in the days on which it is due and comes again; what is due on none is said above, and opens as a list. */
export function ViewCalendar(props: ViewLayoutProps) {
  const today = useToday();
  return today === '' ? null : <FoundWeeks {...props} today={today} />;
}

function FoundWeeks({ workspace, found, today }: ViewLayoutProps & { today: string }) {
  const place = usePlace();
  const { look, day, go } = place;
  const weekStart = useMe()?.weekStart ?? 'monday';
  const shown = useMemo(() => shownWeeks(look, day, weekStart), [look, day, weekStart]);
  const { days, undated } = useDaysOf(found.ids);
  const ghosts = useGhostsOf(found.ids, shown, today);
  const newTask = useNewTask({ workspace, asked: found.asked, grouping: 'due', byDay: true });
  const title = useCalendarTitle(look, day, shown.from);
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className="flex min-h-0 flex-1 flex-col">
      {/* On a phone what has no day stands in a line of its own: the month would have no room. */}
      <div className="flex min-h-10 w-full shrink-0 flex-wrap items-center gap-x-1 px-4 md:px-7">
        <h2 className="min-w-0 truncate text-sm font-semibold first-letter:uppercase">{title}</h2>
        <span className="ml-auto flex shrink-0 items-center gap-1 max-md:-mr-2">
          <CalendarBar look={look} day={day} go={go} />
        </span>
        <UndatedTasks ids={undated} newTask={newTask} onGone={() => focusDay(box.current)} />
      </div>
      <LoadStateView load={found.load} isEmpty={found.ids.length === 0}>
        <CalendarWeeks place={place} shown={shown} tasks={days} ghosts={ghosts} newTask={newTask} />
      </LoadStateView>
    </div>
  );
}

/** Puts the focus on the day that keys are about; on a phone, on the one that is chosen. */
function focusDay(calendar: HTMLElement | null): void {
  const days = '[role=gridcell][tabindex="0"], button[data-day][aria-pressed=true]';
  calendar?.querySelector<HTMLElement>(days)?.focus();
}

function useDaysOf(ids: readonly string[]) {
  // A task may become due on another day without another place among those that are found.
  const changed = useStore((of) => of.version('tasks'));
  return useMemo(
    () => byDay(changed < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? [])),
    [ids, changed],
  );
}
