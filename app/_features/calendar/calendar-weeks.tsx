'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from '../../_client/router.ts';
import type { TasksByDay } from '../../_client/store/days.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { longDate } from '../../_ui/date-words.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { phone, useMedia } from '../../_ui/use-media.ts';
import { useAddTarget } from '../shell/add-target.ts';
import { openTask } from '../shell/open-task.ts';
import { panelTask } from '../shell/route.ts';
import { useKeys } from '../shell/use-keys.ts';
import { BulkBar } from '../task-list/bulk-bar.tsx';
import { createListState, ListSceneProvider } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { flatPart } from '../task-list/use-outline.ts';
import { DayList } from './day-list.tsx';
import type { NewOnDay } from './day-list.tsx';
import { PhoneMonth } from './phone-month.tsx';
import { CalendarSceneProvider, createCalendarCells } from './scene.ts';
import type { Shown } from './span.ts';
import { useCalendarKeys } from './use-calendar-keys.ts';
import { useDayDrags } from './use-day-drags.ts';
import type { Ghosts } from './ghosts-of.ts';
import type { usePlace } from './use-place.ts';
import { WeeksGrid } from './weeks-grid.tsx';

type Props = {
  place: ReturnType<typeof usePlace>;
  shown: Shown;
  tasks: TasksByDay;
  ghosts: Ghosts;
  newTask: NewOnDay;
};

const none: readonly string[] = [];

/** Tasks in the days of some weeks; with keys and dragging to other days, and each day beside it as a list. */
export function CalendarWeeks({ place, shown, tasks, ghosts, newTask }: Props) {
  const { look, day, go } = place;
  const t = useTranslations('calendar');
  const locale = useLocale();
  const today = useToday();
  const isPhone = useMedia(phone);
  const [list] = useState(createListState);
  const [cells] = useState(createCalendarCells);
  const [opened, setOpened] = useState<string | null>(null);
  const [dayList] = useState(createListState);
  const popover = useOverlay('dialog');
  const latest = useRef(newTask);
  useEffect(() => {
    latest.current = newTask;
  });
  const scene = useMemo(
    () => ({
      ...cells,
      openDay(one: string, anchor: HTMLElement, isWriting: boolean) {
        setOpened(one);
        const canWrite = isWriting && latest.current(one) !== null;
        dayList.line.set(canWrite ? lineAtEnd(flatPart(one, tasks[one] ?? [])) : null);
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
    if (!cell || newTask(at) === null) return false;
    scene.openDay(at, cell, true);
    return true;
  });
  const open = (taskId: string) => {
    popover.hide();
    openTask(taskId);
  };
  const page = { day, shown, tasks, ghosts, onGo: (next: string) => go({ day: next }) };
  return (
    <>
      <ListSceneProvider value={listScene}>
        <CalendarSceneProvider value={scene}>
          {isPhone ? (
            <PhoneMonth {...page} newTask={newTask} />
          ) : (
            <WeeksGrid {...page} look={look} />
          )}
        </CalendarSceneProvider>
        <BulkBar list={list} order={() => shown.weeks.flat().flatMap((one) => tasks[one] ?? [])} />
      </ListSceneProvider>
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
            <DayList
              day={opened}
              ids={tasks[opened] ?? none}
              list={dayList}
              newTask={newTask}
              onOpen={open}
            />
          </>
        )}
      </Popover>
    </>
  );
}
