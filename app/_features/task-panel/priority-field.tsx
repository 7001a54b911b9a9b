'use client';

import Flag from 'lucide-react/icons/flag';
import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { PriorityFlag, priorityNames, usePriorityChoice } from './priority-choice.tsx';

/** How urgent a task is. */
export function PriorityField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const menu = useOverlay('menu');
  const entries = usePriorityChoice([task], (_, edit) => void updateTask(task, edit));
  const name = t('priority');
  const value = (
    <>
      {task.priority > 0 && <PriorityFlag priority={task.priority} />}
      {t(`priorities.${priorityNames[task.priority] ?? 'none'}`)}
    </>
  );
  return (
    <FieldLine name={name} icon={<Flag size={16} />}>
      {canWrite ? (
        <FieldButton {...menu.trigger} name={name} hotkey="p" empty={task.priority === 0}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={task.priority === 0}>{value}</FieldValue>
      )}
      <Menu {...menu.surface} label={name} entries={entries} />
    </FieldLine>
  );
}
