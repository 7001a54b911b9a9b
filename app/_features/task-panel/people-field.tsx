'use client';

import UserRound from 'lucide-react/icons/user-round';
import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useMemberRowIds } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Picker } from '../../_ui/picker.tsx';
import { useLeftName } from '../team/use-left-name.ts';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { usePeopleChoice } from './people-choice.tsx';
import { useListed } from './use-listed.ts';

/** Who does a task. Those who left the workspace are shown while they are assigned, and cannot be chosen. */
export function PeopleField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const picker = useOverlay('listbox');
  const choice = usePeopleChoice(
    picker.open ? [task] : [],
    (_, edit) => void updateTask(task, edit),
  );
  const members = useListed('members', useMemberRowIds(task.workspaceId));
  const chosen = members.filter(({ userId }) => task.assigneeIds.includes(userId));
  const name = t('assignees');
  const leftName = useLeftName();
  const value =
    chosen.length === 0 ? (
      t('nobody')
    ) : (
      <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
        {chosen.map((member) => (
          <span key={member.id} className="flex min-w-0 items-center gap-1.5">
            <span aria-hidden className="flex">
              <Avatar id={member.userId} name={member.name} left={leftName(member)} />
            </span>
            <span className="truncate">{leftName(member) ?? member.name}</span>
          </span>
        ))}
      </span>
    );
  return (
    <FieldLine name={name} icon={<UserRound size={16} />}>
      {canWrite ? (
        <FieldButton {...picker.trigger} name={name} hotkey="a" empty={chosen.length === 0}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={chosen.length === 0}>{value}</FieldValue>
      )}
      <Picker {...picker.surface} {...choice} />
    </FieldLine>
  );
}
