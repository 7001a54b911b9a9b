'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { addDays } from '../../_client/clock.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useLocation } from '../../_client/router.ts';
import { useDays, useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { longDate, monthTitle, rangeTitle } from '../../_ui/date-words.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { phone, useMedia } from '../../_ui/use-media.ts';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { panelTask } from '../shell/route.ts';
import { useKeys } from '../shell/use-keys.ts';
import { BulkBar } from '../task-list/bulk-bar.tsx';
import { createListState, ListSceneProvider } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/place.ts';
import { flatPart } from '../task-list/use-outline.ts';
import { CalendarBar } from './calendar-bar.tsx';
import { DayList } from './day-list.tsx';
import { PhoneMonth } from './phone-month.tsx';
import { CalendarSceneProvider, createCalendarCells } from './scene.ts';
import { shownWeeks } from './span.ts';
import type { Look } from './span.ts';
import { useCalendarKeys } from './use-calendar-keys.ts';
import { useDayDrags } from './use-day-drags.ts';
import { useGhosts } from './use-ghosts.ts';
import { usePlace } from './use-place.ts';
import { WeeksGrid } from './weeks-grid.tsx';

/** What is due, in weeks: a month or one week, with the days on which tasks will come again. */
export function CalendarView() {
  const t = useTranslations('calendar');
  const today = useToday();
  const place = usePlace();
  if (today === '') return <ViewHeader title={t('title')} wide />;
  return <Weeks {...place} today={today} />;
}

type Props = ReturnType<typeof usePlace> & { today: string };

function Weeks({ look, day, go, today }: Props) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  const weekStart = useMe()?.weekStart ?? 'monday';
  const shown = useMemo(() => shownWeeks(look, day, weekStart), [look, day, weekStart]);
  const tasks = useDays(shown.from, shown.before);
  const ghosts = useGhosts(shown, today);
  const load = useLoad('due', `${longAgo}..${shown.before}`);
  const isPhone = useMedia(phone);
  const [list] = useState(createListState);
  const [cells] = useState(createCalendarCells);
  const [opened, setOpened] = useState<string | null>(null);
  const [dayList] = useState(createListState);
  const popover = useOverlay('dialog');
  const scene = useMemo(
    () => ({
      ...cells,
      openDay(one: string, anchor: HTMLElement, isWriting: boolean) {
        setOpened(one);
        dayList.line.set(isWriting ? lineAtEnd(flatPart(one, tasks[one] ?? [])) : null);
        popover.showAt(anchor);
      },
    }),
    [cells, dayList, popover, tasks],
  );
  const listScene = useMemo(
    () => ({
      list,
      canMove: false,
      canDrag: true,
      showProject: true,
      isImplied: () => true,
      openTask,
    }),
    [list],
  );
  const search = useLocation()?.search ?? '';
  useEffect(() => list.opened.set(panelTask(search)), [list, search]);
  useEffect(() => {
    const at = cells.at.get();
    if (at === null || at < shown.from || at >= shown.before) cells.at.set(day);
  }, [cells, day, shown]);
  useCalendarKeys({ list, shown, tasks });
  useDayDrags({ list, over: cells.over });
  useKeys({ look: () => go({ look: look === 'month' ? 'week' : 'month' }) });
  useAddTarget(dayList, () => {
    const at = cells.at.get() ?? day;
    const cell = document.querySelector<HTMLElement>(`[role=gridcell][data-day="${at}"]`);
    if (!cell) return false;
    scene.openDay(at, cell, true);
    return true;
  });
  const open = (taskId: string) => {
    popover.hide();
    openTask(taskId);
  };
  const isEmpty = Object.keys(tasks).length === 0 && ghosts.size === 0;
  const page = { day, shown, tasks, ghosts, onGo: (next: string) => go({ day: next }) };
  return (
    <div className="flex h-full flex-col">
      <ViewHeader
        wide
        title={<span className="first-letter:uppercase">{useTitle(look, day, shown.from)}</span>}
        actions={<CalendarBar look={look} day={day} go={go} />}
      />
      <LoadStateView load={load} isEmpty={isEmpty}>
        <ListSceneProvider value={listScene}>
          <CalendarSceneProvider value={scene}>
            {isPhone ? <PhoneMonth {...page} /> : <WeeksGrid {...page} look={look} />}
          </CalendarSceneProvider>
          <BulkBar
            list={list}
            order={() => shown.weeks.flat().flatMap((one) => tasks[one] ?? [])}
          />
        </ListSceneProvider>
      </LoadStateView>
      <Popover
        {...popover.surface}
        label={opened === null ? t('dayTasks') : longDate(opened, { today, locale })}
        className="w-96 p-2"
      >
        {opened !== null && (
          <>
            <h2 className="px-2 pb-1 text-sm font-semibold first-letter:uppercase">
              {longDate(opened, { today, locale })}
            </h2>
            <DayList day={opened} list={dayList} onOpen={open} />
          </>
        )}
      </Popover>
    </div>
  );
}

/** Before all that may come again within the shown days. */
const longAgo = '1900-01-01';

/** "November 2026", or "23–29 Nov". */
function useTitle(look: Look, day: string, from: string): string {
  const locale = useLocale();
  const today = useToday();
  if (look === 'month') return monthTitle(day, locale);
  return rangeTitle(from, addDays(from, 6), { today, locale });
}
