'use client';

import Tag from 'lucide-react/icons/tag';
import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useLabelIds } from '../../_client/store/use-rows.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Picker } from '../../_ui/picker.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { useLabelChoice } from './label-choice.tsx';
import { useListed } from './use-listed.ts';

/** The labels of a task; a new one can be made where they are chosen. */
export function LabelsField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const picker = useOverlay('listbox');
  const choice = useLabelChoice([task], (_, edit) => void updateTask(task, edit));
  const labels = useListed('labels', useLabelIds(task.workspaceId));
  const chosen = labels.filter(({ id }) => task.labelIds.includes(id));
  const name = t('labels');
  const value =
    chosen.length === 0 ? (
      t('none')
    ) : (
      <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
        {chosen.map((label) => (
          <LabelDot key={label.id} colour={label.colour} name={label.name} />
        ))}
      </span>
    );
  return (
    <FieldLine name={name} icon={<Tag size={16} />}>
      {canWrite ? (
        <FieldButton {...picker.trigger} name={name} hotkey="l" empty={chosen.length === 0}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={chosen.length === 0}>{value}</FieldValue>
      )}
      <Picker {...picker.surface} {...choice} />
    </FieldLine>
  );
}
