'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { projectRights } from '../../../server/domain/enums.ts';
import type { ProjectRight, Role } from '../../../server/domain/enums.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { inviteMember } from '../../_client/intents/team.ts';
import { useProjectIds } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { SelectField } from '../../_ui/select-field.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { useListed } from '../task-panel/use-listed.ts';
import { useSubmit } from '../workspace/use-submit.ts';
import { InviteMade } from './invite-made.tsx';
import { rolesToInvite } from './role-options.ts';

const days = [1, 7, 14, 30] as const;
const noProject = '';

type Made = { url: string; email: string | null; expiresAt: string };
type Props = { workspace: WorkspaceOutput; onClose: () => void };

/** Makes a link with which one person can join, and shows it this once. */
export function InviteDialog({ workspace, onClose }: Props) {
  const t = useTranslations('team');
  const ui = useTranslations('ui');
  const form = useId();
  const [made, setMade] = useState<Made | null>(null);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [projectId, setProject] = useState(noProject);
  const [right, setRight] = useState<ProjectRight>('write');
  const [expiresInDays, setDays] = useState(7);
  const projects = useListed('projects', useProjectIds(workspace.id)).filter(
    (project) => !project.isInbox && project.archivedAt === null,
  );
  const isWrong = email.trim() !== '' && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email.trim());
  const { busy, problem, submit } = useSubmit(async () => {
    const invite = await inviteMember({
      workspaceId: workspace.id,
      role,
      expiresInDays,
      ...(email.trim() !== '' && { email: email.trim() }),
      ...(projectId !== noProject && { projectId, right }),
    });
    setMade(invite);
  });
  if (made) return <InviteMade {...made} workspace={workspace.name} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('inviteTitle', { workspace: workspace.name })}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" form={form} tone="primary" busy={busy} disabled={isWrong}>
            {t('makeLink')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) submit();
        }}
      >
        <TextField
          label={t('email')}
          type="email"
          value={email}
          maxLength={254}
          autoFocus
          autoComplete="off"
          hint={t('emailHint')}
          error={isWrong ? t('emailWrong') : null}
          className="sm:col-span-2"
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          label={t('roleLabel')}
          value={role}
          options={rolesToInvite(workspace).map((one) => ({ value: one, label: t(`role.${one}`) }))}
          hint={t(`roleNote.${role}`)}
          onChange={({ target }) => setRole(target.value as Role)}
        />
        <SelectField
          label={t('expires')}
          value={expiresInDays}
          options={days.map((count) => ({ value: String(count), label: t('inDays', { count }) }))}
          onChange={({ target }) => setDays(Number(target.value))}
        />
        <SelectField
          label={t('project')}
          value={projectId}
          options={[
            { value: noProject, label: t('noProject') },
            ...projects.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          onChange={({ target }) => setProject(target.value)}
        />
        {projectId !== noProject && (
          <SelectField
            label={t('right')}
            value={right}
            options={projectRights.map((one) => ({ value: one, label: t(`can.${one}`) }))}
            onChange={({ target }) => setRight(target.value as ProjectRight)}
          />
        )}
        {problem !== null && <FieldError id={`${form}-problem`}>{problem}</FieldError>}
      </form>
    </Dialog>
  );
}
