'use client';

import { useLocale } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { completionKey } from '../../_client/store/completed.ts';
import { useMemberRowIds } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useRowHeight } from '../../_ui/density.ts';
import { phone, useMedia } from '../../_ui/use-media.ts';
import { useTaskScene } from '../command/task-scene.ts';
import { openTask } from '../shell/open-task.ts';
import { createListState } from '../task-list/list-state.ts';
import { useWindow } from '../task-list/use-window.ts';
import type { Range } from '../task-list/use-window.ts';
import { CompletedRow } from './completed-row.tsx';
import { completedHeading } from './group-days.ts';
import type { CompletedDay } from './group-days.ts';

const headingHeight = 40;
const gap = 16;
/** On a phone a row has two lines. */
const phoneRow = 56;

type Props = { workspaceId: string; days: readonly CompletedDay[] };

/** What was completed, day by day: the rows near the screen are drawn. */
export function CompletedList({ workspaceId, days }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const row = useRowHeight();
  const isPhone = useMedia(phone);
  const showsWho = useMemberRowIds(workspaceId).length > 1;
  const lengths = useMemo(() => days.map(({ items }) => items.length), [days]);
  const ranges = useWindow(box, lengths, {
    row: isPhone ? phoneRow : row,
    above: () => headingHeight,
    below: gap,
  });
  const [list] = useState(createListState);
  const titles = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-open]') ?? [])];
  const walk = (by: 1 | -1) => () => {
    const all = titles();
    const at = all.findIndex((one) => one.closest('li')?.contains(document.activeElement));
    all[at < 0 ? 0 : at + by]?.focus();
  };
  useTaskScene({
    list,
    order: () => [...new Set(days.flatMap(({ items }) => items.map(({ taskId }) => taskId)))],
    goTo: (id) =>
      box.current?.querySelector<HTMLElement>(`[data-task="${id}"] [data-open]`)?.focus(),
    openTask,
    actions: { next: walk(1), previous: walk(-1) },
  });
  return (
    <div ref={box} className="md:-ml-[7px]">
      {days.map((day, at) => (
        <Day
          key={day.day}
          day={day}
          range={ranges[at] ?? { from: 0, to: 0 }}
          row={isPhone ? phoneRow : row}
          showsWho={showsWho}
        />
      ))}
    </div>
  );
}

type DayProps = { day: CompletedDay; range: Range; row: number; showsWho: boolean };

function Day({ day: { day, items }, range, row, showsWho }: DayProps) {
  const locale = useLocale();
  const today = useToday();
  const title = today === '' ? '' : completedHeading(day, { today, locale });
  return (
    <section aria-label={title} className="pb-4">
      <h2 className="sticky top-12 z-2 flex h-10 items-center gap-2 border-b border-hairline bg-canvas px-2 text-sm md:ml-[7px] md:px-0 font-semibold">
        {title}
        <span data-figures className="font-normal text-muted">
          {items.length}
        </span>
      </h2>
      <ul
        aria-label={title}
        style={{
          paddingTop: range.from * row,
          paddingBottom: Math.max(0, items.length - range.to) * row,
        }}
      >
        {items.slice(range.from, range.to).map((completion, index) => (
          <CompletedRow
            key={completionKey(completion)}
            completion={completion}
            showsWho={showsWho}
            place={{ at: range.from + index + 1, of: items.length }}
          />
        ))}
      </ul>
    </section>
  );
}
