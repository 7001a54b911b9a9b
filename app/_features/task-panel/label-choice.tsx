'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addLabel } from '../../_client/intents/labels.ts';
import { may } from '../../_client/store/may.ts';
import { useLabelIds, useWorkspaces } from '../../_client/store/use-rows.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';
import type { PickerProps } from '../../_ui/overlay-types.ts';
import { chooseInSet, pickInSet } from './choose-in-set.ts';
import type { EditTasks } from './edit-tasks.ts';
import { useListed } from './use-listed.ts';

/** The labels to choose from for tasks of one workspace; a new one can be made where they are chosen. */
export function useLabelChoice(tasks: readonly TaskOutput[], onEdit: EditTasks): PickerProps {
  const t = useTranslations('field');
  const workspaceId = tasks[0]?.workspaceId ?? '';
  const workspace = useWorkspaces().find(({ id }) => id === workspaceId);
  const labels = useListed('labels', useLabelIds(workspaceId));
  return {
    label: t('labels'),
    multiple: true,
    options: labels.map((label) => ({
      id: label.id,
      label: label.name,
      icon: <LabelDot colour={label.colour} />,
    })),
    ...chooseInSet(tasks, 'labelIds'),
    onPick: (id) => pickInSet(tasks, { field: 'labelIds', id, onEdit }),
    ...(may('label.create', { workspace }) && {
      createLabel: (text: string) => t('createLabel', { name: text }),
    }),
    onCreate: (text) =>
      onEdit(tasks, { add: { labelIds: [addLabel(workspaceId, { name: text })] } }),
  };
}
