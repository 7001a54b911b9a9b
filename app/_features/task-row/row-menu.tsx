'use client';

import CalendarCheck from 'lucide-react/icons/calendar-check';
import CalendarX from 'lucide-react/icons/calendar-x';
import CircleX from 'lucide-react/icons/circle-x';
import Flag from 'lucide-react/icons/flag';
import PanelRight from 'lucide-react/icons/panel-right';
import Pencil from 'lucide-react/icons/pencil';
import Sunrise from 'lucide-react/icons/sunrise';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addDays } from '../../_client/clock.ts';
import { cancelTask } from '../../_client/intents/close-task.ts';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useWritable } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored, MenuEntry } from '../../_ui/overlay-types.ts';
import type { ListScene } from '../task-list/list-state.ts';

export type RowMenuProps = Pick<ListScene, 'list' | 'openTask'> & {
  task: TaskOutput;
  surface: Anchored;
};

/** The menu of a row; fetched when it is first opened. */
export function RowMenu({ surface, ...scene }: RowMenuProps) {
  const t = useTranslations('tasks');
  return <Menu {...surface} label={t('more')} entries={useEntries(scene)} align="end" />;
}

function useEntries({ task, list, openTask }: Omit<RowMenuProps, 'surface'>): readonly MenuEntry[] {
  const t = useTranslations('tasks');
  const today = useToday();
  const canWrite = useWritable(task.projectId);
  const due = (dueOn: string | null) => () => void updateTask(task, { set: { dueOn } });
  const priority = (value: number) => () => void updateTask(task, { set: { priority: value } });
  const open: MenuEntry = {
    label: t('open'),
    keys: 'enter',
    icon: <PanelRight size={16} />,
    onSelect: () => openTask(task.id),
  };
  if (!canWrite) return [open];
  return [
    open,
    {
      label: t('rename'),
      keys: 'e',
      icon: <Pencil size={16} />,
      onSelect: () => list.editing.set(task.id),
    },
    'line',
    { label: t('dueToday'), icon: <CalendarCheck size={16} />, onSelect: due(today) },
    { label: t('dueTomorrow'), icon: <Sunrise size={16} />, onSelect: due(addDays(today, 1)) },
    {
      label: t('noDue'),
      icon: <CalendarX size={16} />,
      disabled: task.dueOn === null,
      onSelect: due(null),
    },
    'line',
    ...[3, 2, 1, 0].map((value) => ({
      label: t(`priority.${value as 0 | 1 | 2 | 3}`),
      checked: task.priority === value,
      icon: <Flag size={16} className={flags[value]} />,
      onSelect: priority(value),
    })),
    'line',
    {
      label: t('cancel'),
      icon: <CircleX size={16} />,
      disabled: task.status !== 'open',
      onSelect: () => cancelTask(task),
    },
    {
      label: t('delete'),
      keys: 'backspace',
      tone: 'danger',
      icon: <Trash size={16} />,
      onSelect: () => deleteTask(task),
    },
  ];
}

const flags = ['text-muted', 'text-priority-1', 'text-priority-2', 'text-priority-3'];
