'use client';

import { useTranslations } from 'next-intl';
import { projectRights } from '../../../server/domain/enums.ts';
import type { ProjectMemberOutput, ProjectOutput } from '../../../server/project/schema.ts';
import { shareProject, unshareProject } from '../../_client/intents/team.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { ChoiceButton } from './choice-button.tsx';
import { PersonLine } from './person-line.tsx';
import type { useChange } from './use-change.ts';

type Props = {
  project: ProjectOutput;
  person: ProjectMemberOutput;
  canShare: boolean;
  change: ReturnType<typeof useChange>;
};

/** One person of a project: as every member, or with a right of their own, which can be changed or taken away. */
export function SharePerson({ project, person, canShare, change }: Props) {
  const t = useTranslations('team');
  const me = useMe();
  const { userId, name, role, own } = person;
  const which = { workspaceId: project.workspaceId, projectId: project.id, userId };
  const right = change.valueOf(userId, person.right);
  return (
    <PersonLine
      userId={userId}
      name={name}
      mark={userId === me?.id ? t('you') : role === 'guest' ? t('role.guest') : undefined}
      note={own ? undefined : t('asMember')}
    >
      <ChoiceButton
        label={t('rightOf', { name })}
        value={right}
        choices={canShare ? projectRights.toReversed() : []}
        nameOf={(one) => t(`can.${one}`)}
        onPick={(next) => change.run(userId, next, () => shareProject({ ...which, right: next }))}
        more={
          canShare && own
            ? [
                {
                  label: t('unshare'),
                  tone: 'danger',
                  onSelect: () => change.run(userId, right, () => unshareProject(which)),
                },
              ]
            : []
        }
      />
    </PersonLine>
  );
}
