'use client';

import Flag from 'lucide-react/icons/flag';
import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { MenuItem } from '../../_ui/overlay-types.ts';
import type { EditTasks } from './edit-tasks.ts';

const inks = ['text-muted', 'text-priority-1', 'text-priority-2', 'text-priority-3'] as const;
export const priorityNames = ['none', 'low', 'medium', 'urgent'] as const;

/** A priority as a flag in its colour. */
export function PriorityFlag({ priority }: { priority: number }) {
  return (
    <span className={inks[priority]}>
      <Flag size={16} aria-hidden fill={priority > 0 ? 'currentColor' : 'none'} />
    </span>
  );
}

/** The priorities to choose from, the most urgent first; each has its number as a key. */
export function usePriorityChoice(tasks: readonly TaskOutput[], onEdit: EditTasks): MenuItem[] {
  const t = useTranslations('field');
  return [3, 2, 1, 0].map((priority) => ({
    label: t(`priorities.${priorityNames[priority] ?? 'none'}`),
    icon: <PriorityFlag priority={priority} />,
    keys: String(priority),
    checked: tasks.every((task) => task.priority === priority),
    onSelect: () => onEdit(tasks, { set: { priority } }),
  }));
}
