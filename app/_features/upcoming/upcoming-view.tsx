'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useDays } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { inInbox } from '../task-list/in-inbox.ts';
import { createListState } from '../task-list/list-state.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { lineAtEnd } from '../task-list/line.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { AddToDay } from './add-to-day.tsx';
import { dayHeading } from './day-heading.ts';
import { daysAhead } from './days-ahead.ts';
import { usePutOff } from './use-put-off.ts';

/** Before all that can be overdue. */
const longAgo = '1900-01-01';
const overdue = 'overdue';

/** What is due from today on, day by day; a task that is dragged to another day is due then. */
export function UpcomingView() {
  const t = useTranslations('upcoming');
  const locale = useLocale();
  const today = useToday();
  const home = useCurrentWorkspace();
  const days = useDays(longAgo, null);
  const load = useLoad('due', `${longAgo}..`);
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);
  const putOff = usePutOff();
  const isAhead = useCallback((day: string) => day >= today, [today]);
  const parts = useMemo(
    () =>
      today === ''
        ? []
        : daysAhead(today, days).map(({ day, ids }) => flatPart(day ?? overdue, ids)),
    [days, today],
  );
  const isEmpty = parts.every((part) => part.rows.length === 0);
  useAddTarget(list, () => {
    const part = parts.find(({ key }) => key === today);
    if (part) list.line.set(lineAtEnd(part));
    return true;
  });

  const title = (day: string) =>
    day === overdue ? t('overdue') : dayHeading(day, { today, locale });
  const rules: PartRules = {
    label: ({ key }) => title(key),
    addsAtHead: true,
    heading: (part) => (
      <PartHeading
        title={title(part.key)}
        count={part.open}
        tone={part.key === overdue ? 'danger' : 'plain'}
        actions={
          home &&
          part.key !== overdue && (
            <AddToDay day={title(part.key)} onAdd={() => list.line.set(lineAtEnd(part))} />
          )
        }
      />
    ),
    newTask: ({ key }) => (key === overdue ? null : inInbox(home, { dueOn: key })),
    take: ({ key }) => (key === overdue ? null : (tasks) => putOff(tasks, key)),
  };
  return (
    <>
      <ViewHeader title={t('title')} />
      <Column>
        <LoadStateView load={load} isEmpty={isEmpty && !isWriting}>
          <TaskList
            list={list}
            parts={parts}
            rules={rules}
            canMove={false}
            showProject
            isImplied={isAhead}
            openTask={openTask}
          />
        </LoadStateView>
      </Column>
    </>
  );
}
