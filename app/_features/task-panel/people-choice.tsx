'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { useMe, useMemberRowIds } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import type { PickerProps } from '../../_ui/overlay-types.ts';
import { useLeftName } from '../team/use-left-name.ts';
import { chooseInSet, pickInSet } from './choose-in-set.ts';
import type { EditTasks } from './edit-tasks.ts';
import { useListed } from './use-listed.ts';

/** The people to choose from for tasks of one workspace. Who left it stands there while assigned, to be taken away. */
export function usePeopleChoice(tasks: readonly TaskOutput[], onEdit: EditTasks): PickerProps {
  const t = useTranslations('field');
  const team = useTranslations('team');
  const leftName = useLeftName();
  const me = useMe();
  const members = useListed('members', useMemberRowIds(tasks[0]?.workspaceId ?? ''));
  const { chosen, mixed } = chooseInSet(tasks, 'assigneeIds');
  const project = tasks[0];
  const isOne = tasks.every((task) => task.projectId === project?.projectId);
  const { data } = useAnswer(
    'project.listMembers',
    project && isOne ? { workspaceId: project.workspaceId, projectId: project.projectId } : null,
  );
  // Of many projects the server says who cannot be given what.
  const sees = (userId: string) => !data || data.items.some((member) => member.userId === userId);
  const isAssigned = (userId: string) => chosen.includes(userId) || mixed.includes(userId);
  return {
    label: t('assignees'),
    multiple: true,
    options: members
      .filter(({ userId, removedAt }) => (removedAt === null && sees(userId)) || isAssigned(userId))
      .map((member) => ({
        id: member.userId,
        label: member.name,
        icon: <Avatar id={member.userId} name={member.name} left={leftName(member)} />,
        ...(member.removedAt !== null && { hint: team('left') }),
        ...(member.userId === me?.id && { hint: t('you') }),
      })),
    chosen,
    mixed,
    onPick: (id) => pickInSet(tasks, { field: 'assigneeIds', id, onEdit }),
  };
}
