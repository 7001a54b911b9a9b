'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { useLoad } from '../../_client/loads/use-load.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useHot } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Button } from '../../_ui/button.tsx';
import { longDate } from '../../_ui/date-words.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { inInbox } from '../task-list/in-inbox.ts';
import { createListState } from '../task-list/list-state.ts';
import type { Part } from '../task-list/outline.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { lineAtEnd } from '../task-list/line.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { ClearPlan } from './clear-plan.tsx';
import type { FirstRunProps } from './first-run.tsx';
import { placeInToday } from './place-in-today.ts';
import { useIsFresh } from './use-is-fresh.ts';

const firstRunPart = latePart<FirstRunProps>(
  async () => (await import('./first-run.tsx')).FirstRun,
);

const names = ['overdue', 'today', 'urgent'] as const;

/** What the person needs today: overdue, due today, urgent, each in the order of their own plan. */
export function TodayView() {
  const t = useTranslations('today');
  const shell = useTranslations('shell');
  const locale = useLocale();
  const day = useToday();
  const home = useCurrentWorkspace();
  const hot = useHot();
  const load = useLoad('today');
  const isFresh = useIsFresh();
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);

  const parts = useMemo(
    () =>
      names
        .map((name) => flatPart(name, hot[name]))
        .filter((part) => part.key === 'today' || part.rows.length > 0),
    [hot],
  );
  const isEmpty = parts.every((part) => part.rows.length === 0);
  const today = parts.find(({ key }) => key === 'today');
  const add = () => {
    if (today) list.line.set(lineAtEnd(today));
    return true;
  };
  useAddTarget(list, add);

  const isToday = useCallback((one: string) => one === day, [day]);
  const title = (part: Part) => t(part.key as (typeof names)[number]);
  const isHeaded = parts.length > 1;
  const rules: PartRules = {
    label: title,
    heading: (part) =>
      isHeaded && (
        <PartHeading
          title={title(part)}
          count={part.open}
          tone={part.key === 'overdue' ? 'danger' : 'plain'}
        />
      ),
    newTask: ({ key }) => (key === 'today' ? inInbox(home, { dueOn: day }) : null),
    place: (part, tasks) => placeInToday({ part, title: title(part), day }, tasks),
  };
  return (
    <>
      <ViewHeader
        title={shell('today')}
        note={day === '' ? undefined : longDate(day, { today: day, locale })}
        actions={<ClearPlan list={list} parts={parts} />}
      />
      <Column>
        <LoadStateView load={load} isEmpty={isEmpty && !isWriting}>
          {isFresh && !isWriting ? (
            <LateView part={firstRunPart} props={{ onAdd: add }} />
          ) : (
            <>
              <TaskList
                list={list}
                parts={parts}
                rules={rules}
                canMove={false}
                showProject
                isImplied={isToday}
                openTask={openTask}
              />
              {isEmpty && !isWriting && (
                <EmptyState
                  action={
                    <Button tone="primary" onClick={add}>
                      {shell('addTask')}
                    </Button>
                  }
                >
                  {t('empty')}
                </EmptyState>
              )}
            </>
          )}
        </LoadStateView>
      </Column>
    </>
  );
}
