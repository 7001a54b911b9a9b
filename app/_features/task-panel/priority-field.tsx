'use client';

import Flag from 'lucide-react/icons/flag';
import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';

const inks = ['text-muted', 'text-priority-1', 'text-priority-2', 'text-priority-3'] as const;
const names = ['none', 'low', 'medium', 'urgent'] as const;

function PriorityFlag({ priority }: { priority: number }) {
  return (
    <span className={inks[priority]}>
      <Flag size={16} aria-hidden fill={priority > 0 ? 'currentColor' : 'none'} />
    </span>
  );
}

/** How urgent a task is. */
export function PriorityField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const menu = useOverlay('menu');
  const name = t('priority');
  const value = (
    <>
      {task.priority > 0 && <PriorityFlag priority={task.priority} />}
      {t(`priorities.${names[task.priority] ?? 'none'}`)}
    </>
  );
  return (
    <FieldLine name={name} icon={<Flag size={16} />}>
      {canWrite ? (
        <FieldButton {...menu.trigger} name={name} empty={task.priority === 0}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={task.priority === 0}>{value}</FieldValue>
      )}
      <Menu
        {...menu.surface}
        label={name}
        entries={[3, 2, 1, 0].map((priority) => ({
          label: t(`priorities.${names[priority] ?? 'none'}`),
          icon: <PriorityFlag priority={priority} />,
          checked: priority === task.priority,
          onSelect: () => void updateTask(task, { set: { priority } }),
        }))}
      />
    </FieldLine>
  );
}
