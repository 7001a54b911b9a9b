'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useAddTarget } from '../shell/add-target.ts';
import { openTask } from '../shell/open-task.ts';
import type { ListState } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';

/** Where a new task of a day goes and what it has; null where none can be added. */
export type NewOnDay = (day: string) => ReturnType<PartRules['newTask']>;

type Props = {
  /** Empty: the tasks without a day. */
  day: string;
  ids: readonly string[];
  list: ListState;
  newTask: NewOnDay;
  onOpen?: (taskId: string) => void;
};

/** The tasks of one day as a list, with the line for new ones. */
export function DayList({ day, ids, list, newTask, onOpen = openTask }: Props) {
  const t = useTranslations('calendar');
  const parts = useMemo(() => [flatPart(day, ids)], [day, ids]);
  const isThis = useCallback((one: string) => one === day, [day]);
  useAddTarget(list, () => {
    const [part] = parts;
    if (!part || newTask(day) === null) return false;
    list.line.set(lineAtEnd(part));
    return true;
  });
  const rules: PartRules = {
    label: () => t(day === '' ? 'undatedTasks' : 'dayTasks'),
    heading: () => null,
    newTask: () => newTask(day),
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
