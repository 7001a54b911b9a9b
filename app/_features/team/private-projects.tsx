'use client';

import Lock from 'lucide-react/icons/lock';
import { useTranslations } from 'next-intl';
import type { MemberOutput } from '../../../server/member/schema.ts';
import type { PrivateProjectOutput } from '../../../server/project/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { takeOverProject } from '../../_client/intents/team.ts';
import { Button } from '../../_ui/button.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useSubmit } from '../workspace/use-submit.ts';

type Props = { workspace: WorkspaceOutput; people: readonly MemberOutput[] };

/** The private projects of others: owners and admins know that they exist, and may take them over. */
export function PrivateProjects({ workspace, people }: Props) {
  const t = useTranslations('team');
  const { id: workspaceId } = workspace;
  const { data } = useAnswer('project.listPrivate', { workspaceId }, { follow: true });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('private')}>
      <h2 className="font-semibold">
        {t('private')}{' '}
        <span data-figures className="font-normal text-muted">
          {data.items.length}
        </span>
      </h2>
      <p className="mt-1 text-sm text-muted">{t('privateNote')}</p>
      <ul className="mt-1">
        {data.items.map((project) => (
          <PrivateLine
            key={project.id}
            workspaceId={workspaceId}
            project={project}
            by={people.find(({ userId }) => userId === project.createdBy)?.name}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = { workspaceId: string; project: PrivateProjectOutput; by: string | undefined };

function PrivateLine({ workspaceId, project, by }: LineProps) {
  const t = useTranslations('team');
  const { busy, problem, submit } = useSubmit(async () => {
    await takeOverProject({ workspaceId, projectId: project.id });
    showToast({ message: t('takenOver', { name: project.name }) });
  });
  const count = t('memberCount', { count: project.memberCount });
  return (
    <li className="flex min-h-12 items-center gap-3 py-1">
      <Lock size={16} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{project.name}</span>
        <span className="block text-sm text-muted">
          {by === undefined ? count : `${count} · ${t('madeBy', { name: by })}`}
        </span>
        {problem !== null && <FieldError id={`problem-${project.id}`}>{problem}</FieldError>}
      </span>
      <Button
        tone="plain"
        busy={busy}
        aria-label={t('takeOverOf', { name: project.name })}
        onClick={submit}
      >
        {t('takeOver')}
      </Button>
    </li>
  );
}
