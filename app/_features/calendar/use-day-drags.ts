'use client';

import { useEffect, useRef } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import type { ListState } from '../task-list/list-state.ts';
import { usePutOff } from '../upcoming/use-put-off.ts';
import { calendarDrag } from './calendar-drag.ts';
import type { CalendarScene } from './scene.ts';

type Input = { list: ListState; over: CalendarScene['over'] };

/** Makes a task due on the day that it is dropped on; one of the selection takes the others along. */
export function useDayDrags({ list, over }: Input): void {
  const drag = useCell(calendarDrag.module);
  const putOff = usePutOff();
  const latest = useRef(putOff);
  useEffect(() => {
    latest.current = putOff;
  });
  useEffect(
    () =>
      drag?.watchDays({
        onOver: (id, day) => {
          list.dragged.set(id);
          over.set(day);
        },
        onDrop: (id, day) => {
          const selected = list.selected.get();
          const ids = selected.has(id) ? [...selected] : [id];
          latest.current(
            ids.flatMap((one) => store.get('tasks', one) ?? []),
            day,
          );
        },
        onEnd: () => {
          list.dragged.set(null);
          over.set(null);
        },
      }),
    [drag, list, over],
  );
}
