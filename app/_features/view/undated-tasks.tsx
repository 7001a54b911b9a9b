'use client';

import ChevronDown from 'lucide-react/icons/chevron-down';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { DayList } from '../calendar/day-list.tsx';
import type { NewOnDay } from '../calendar/day-list.tsx';
import { openTask } from '../shell/open-task.ts';
import { createListState } from '../task-list/list-state.ts';

type Props = {
  ids: readonly string[];
  newTask: NewOnDay;
  /** Takes the focus that stood in the list, or on its button, when the list was closed empty. */
  onGone: () => void;
};

/** How many tasks are due on no day; a press shows them. Without such tasks it stands as long as its list is open. */
export function UndatedTasks({ ids, newTask, onGone }: Props) {
  const t = useTranslations('filter');
  const calendar = useTranslations('calendar');
  const [list] = useState(createListState);
  const popover = useOverlay('dialog');
  const isThere = ids.length > 0 || popover.open;
  useClosedEmpty({ isOpen: popover.open, isEmpty: ids.length === 0 }, onGone);
  return (
    <>
      {isThere && (
        <button
          type="button"
          data-figures
          {...popover.trigger}
          className="flex h-8 items-center gap-1 rounded-control px-2 text-sm text-muted hover:bg-hover hover:text-text aria-expanded:bg-hover max-md:-ml-2 md:-mr-2 md:ml-2 touch:h-11"
        >
          {t('undated', { count: ids.length })}
          <ChevronDown size={14} aria-hidden />
        </button>
      )}
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

/** Tells of each time that the list closes without tasks, unless the focus has gone on to something else. */
function useClosedEmpty(
  { isOpen, isEmpty }: { isOpen: boolean; isEmpty: boolean },
  onGone: () => void,
): void {
  const latest = useRef(onGone);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    latest.current = onGone;
  });
  useEffect(() => {
    if (wasOpen.current && !isOpen && isEmpty && isFocusLost()) latest.current();
    wasOpen.current = isOpen;
  }, [isOpen, isEmpty]);
}

/** True also while the focus is in what floats and fades out: it goes with that. */
function isFocusLost(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.closest('[data-base-ui-portal]') !== null;
}
