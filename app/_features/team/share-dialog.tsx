'use client';

import UserPlus from 'lucide-react/icons/user-plus';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { isStaff } from '../../../server/domain/policy.ts';
import { useAnswer } from '../../_client/ask.ts';
import { setProjectPrivate, shareProject } from '../../_client/intents/team.ts';
import { may } from '../../_client/store/may.ts';
import { useMemberRowIds, useWorkspaces } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Picker } from '../../_ui/picker.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import { Switch } from '../../_ui/switch.tsx';
import { useListed } from '../task-panel/use-listed.ts';
import { SharePerson } from './share-person.tsx';
import { useChange } from './use-change.ts';

export type ShareDialogProps = { project: ProjectOutput; onClose: () => void };

/** Who sees a project and what each may do in it. */
export function ShareDialog({ project, onClose }: ShareDialogProps) {
  const t = useTranslations('team');
  const picker = useOverlay('listbox');
  const { id: projectId, workspaceId } = project;
  const workspace = useWorkspaces().find(({ id }) => id === workspaceId);
  const answer = useAnswer('project.listMembers', { workspaceId, projectId }, { follow: true });
  const members = useListed('members', useMemberRowIds(workspaceId));
  const change = useChange(answer.data, t('lastWriter'));
  const privacy = useChange(project);
  const people = answer.data?.items ?? [];
  const canShare =
    may('project.share', { workspace, project }) ||
    (workspace !== undefined && isStaff(workspace.role));
  const own = new Set<string>(people.filter((person) => person.own).map(({ userId }) => userId));
  const addable = members.filter(({ userId, removedAt }) => removedAt === null && !own.has(userId));
  const isPrivate = privacy.valueOf('private', String(project.isPrivate)) === 'true';
  return (
    <Dialog open onClose={onClose} title={t('shareTitle', { name: project.name })}>
      <div className="flex flex-col gap-4">
        {canShare ? (
          <Switch
            label={t('privateSwitch')}
            note={t(isPrivate ? 'privateOn' : 'privateOff')}
            checked={isPrivate}
            onChange={(next) =>
              privacy.run('private', String(next), () =>
                setProjectPrivate({ workspaceId, projectId, private: next }),
              )
            }
          />
        ) : (
          <p className="text-muted">
            {t(isPrivate ? 'privateOn' : 'privateOff')} {t('whoShares')}
          </p>
        )}
        <section aria-label={t('people')}>
          <div className="flex min-h-8 items-center justify-between gap-4">
            <h3 className="font-semibold">{t('people')}</h3>
            {canShare && (
              <Button {...picker.trigger} disabled={addable.length === 0}>
                <UserPlus size={16} aria-hidden />
                {t('addPerson')}
              </Button>
            )}
            <Picker
              {...picker.surface}
              label={t('addPerson')}
              options={addable.map(({ userId, name, role }) => ({
                id: userId,
                label: name,
                icon: <Avatar id={userId} name={name} />,
                hint: t(`role.${role}`),
              }))}
              chosen={[]}
              onPick={(userId) =>
                change.run(userId, 'write', () =>
                  shareProject({ workspaceId, projectId, userId, right: 'write' }),
                )
              }
            />
          </div>
          {!answer.data && <Spinner />}
          <ul className="mt-1">
            {people.map((person) => (
              <SharePerson
                key={person.userId}
                project={project}
                person={person}
                canShare={canShare}
                change={change}
              />
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
