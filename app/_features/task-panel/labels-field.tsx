'use client';

import Tag from 'lucide-react/icons/tag';
import { useTranslations } from 'next-intl';
import { toggleLabel, updateTask } from '../../_client/intents/edit-task.ts';
import { addLabel } from '../../_client/intents/labels.ts';
import { may } from '../../_client/store/may.ts';
import { useLabelIds, useWorkspaces } from '../../_client/store/use-rows.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Picker } from '../../_ui/picker.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { useListed } from './use-listed.ts';

/** The labels of a task; a new one can be made where they are chosen. */
export function LabelsField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const picker = useOverlay('listbox');
  const labels = useListed('labels', useLabelIds(task.workspaceId));
  const workspace = useWorkspaces().find(({ id }) => id === task.workspaceId);
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
      <Picker
        {...picker.surface}
        label={name}
        multiple
        options={labels.map((label) => ({
          id: label.id,
          label: label.name,
          icon: <LabelDot colour={label.colour} />,
        }))}
        chosen={task.labelIds}
        onPick={(id) => toggleLabel(task, id)}
        {...(may('label.create', { workspace }) && {
          createLabel: (text: string) => t('createLabel', { name: text }),
        })}
        onCreate={(text) => {
          const id = addLabel(task.workspaceId, { name: text });
          updateTask(task, { add: { labelIds: [id] } });
        }}
      />
    </FieldLine>
  );
}
