'use client';

import ChevronDown from 'lucide-react/icons/chevron-down';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { CalendarBar } from '../calendar/calendar-bar.tsx';
import { useCalendarTitle } from '../calendar/calendar-title.ts';
import { CalendarWeeks } from '../calendar/calendar-weeks.tsx';
import { DayList } from '../calendar/day-list.tsx';
import type { NewOnDay } from '../calendar/day-list.tsx';
import { shownWeeks } from '../calendar/span.ts';
import type { Ghosts } from '../calendar/use-ghosts.ts';
import { usePlace } from '../calendar/use-place.ts';
import { useNewTask } from '../filter/use-new-task.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { createListState } from '../task-list/list-state.ts';
import { byDay } from './by-day.ts';
import type { ViewLayoutProps } from './layout-props.ts';

const noGhosts: Ghosts = new Map();

/** What a view finds, in the days on which it is due; what is due on none is said above, and opens as a list. */
export function ViewCalendar(props: ViewLayoutProps) {
  const today = useToday();
  return today === '' ? null : <FoundWeeks {...props} />;
}

function FoundWeeks({ workspace, found }: ViewLayoutProps) {
  const place = usePlace();
  const { look, day, go } = place;
  const weekStart = useMe()?.weekStart ?? 'monday';
  const shown = useMemo(() => shownWeeks(look, day, weekStart), [look, day, weekStart]);
  const { days, undated } = useDaysOf(found.ids);
  const newTask = useNewTask({ workspace, asked: found.asked, grouping: 'due', byDay: true });
  const title = useCalendarTitle(look, day, shown.from);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {/* On a phone what has no day stands in a line of its own: the month would have no room. */}
      <div className="flex min-h-10 w-full shrink-0 flex-wrap items-center gap-x-1 px-4 md:px-7">
        <h2 className="min-w-0 truncate text-sm font-semibold first-letter:uppercase">{title}</h2>
        <span className="ml-auto flex shrink-0 items-center gap-1 max-md:-mr-2">
          <CalendarBar look={look} day={day} go={go} />
        </span>
        {undated.length > 0 && <Undated ids={undated} newTask={newTask} />}
      </div>
      <LoadStateView load={found.load} isEmpty={found.ids.length === 0}>
        <CalendarWeeks
          place={place}
          shown={shown}
          tasks={days}
          ghosts={noGhosts}
          newTask={newTask}
        />
      </LoadStateView>
    </div>
  );
}

function useDaysOf(ids: readonly string[]) {
  // A task may become due on another day without another place among those that are found.
  const changed = useStore((of) => of.version('tasks'));
  return useMemo(
    () => byDay(changed < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? [])),
    [ids, changed],
  );
}

/** How many tasks are due on no day; a press shows them. */
function Undated({ ids, newTask }: { ids: readonly string[]; newTask: NewOnDay }) {
  const t = useTranslations('filter');
  const calendar = useTranslations('calendar');
  const [list] = useState(createListState);
  const popover = useOverlay('dialog');
  return (
    <>
      <button
        type="button"
        data-figures
        {...popover.trigger}
        className="flex h-8 items-center gap-1 rounded-control px-2 text-sm text-muted hover:bg-hover hover:text-text aria-expanded:bg-hover max-md:-ml-2 md:-mr-2 md:ml-2 touch:h-11"
      >
        {t('undated', { count: ids.length })}
        <ChevronDown size={14} aria-hidden />
      </button>
      <Popover
        {...popover.surface}
        align="end"
        label={calendar('undatedTasks')}
        className="w-96 max-w-[calc(100vw-1rem)] p-2"
      >
        <h2 className="px-2 pb-1 text-sm font-semibold">{calendar('undatedTasks')}</h2>
        <DayList
          day=""
          ids={ids}
          list={list}
          newTask={newTask}
          onOpen={(taskId) => {
            popover.hide();
            openTask(taskId);
          }}
        />
      </Popover>
    </>
  );
}
