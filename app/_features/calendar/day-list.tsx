'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useDays } from '../../_client/store/use-rows.ts';
import { addDays } from '../../_client/clock.ts';
import { useAddTarget } from '../shell/add-target.ts';
import { openTask } from '../shell/open-task.ts';
import { inInbox } from '../task-list/in-inbox.ts';
import type { ListState } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/place.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';

type Props = { day: string; list: ListState; onOpen?: (taskId: string) => void };

/** The tasks of one day as a list, with the line for new ones. */
export function DayList({ day, list, onOpen = openTask }: Props) {
  const t = useTranslations('calendar');
  const home = useCurrentWorkspace();
  const ids = useDays(day, addDays(day, 1))[day];
  const parts = useMemo(() => [flatPart(day, ids ?? [])], [day, ids]);
  const isThis = useCallback((one: string) => one === day, [day]);
  useAddTarget(list, () => {
    const [part] = parts;
    if (part) list.line.set(lineAtEnd(part));
    return true;
  });
  const rules: PartRules = {
    label: () => t('dayTasks'),
    heading: () => null,
    newTask: () => inInbox(home, { dueOn: day }),
  };
  return (
    <TaskList
      list={list}
      parts={parts}
      rules={rules}
      canMove={false}
      showProject
      isImplied={isThis}
      openTask={onOpen}
    />
  );
}
