'use client';

import Archive from 'lucide-react/icons/archive';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { unarchiveProject } from '../../_client/intents/projects.ts';
import { may } from '../../_client/store/may.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';

export type ArchivedNoteProps = { project: ProjectOutput };

/** Stands above a project that was put away, and says why nothing in it can be changed. */
export function ArchivedNote({ project }: ArchivedNoteProps) {
  const t = useTranslations('archive');
  const workspace = useWorkspaces().find(({ id }) => id === project.workspaceId);
  return (
    <div
      role="status"
      className="mx-auto flex max-w-190 flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-2 text-sm text-muted md:px-7"
    >
      <span className="flex min-h-8 items-center gap-2">
        <Archive size={16} aria-hidden className="shrink-0" />
        {t('note')}
      </span>
      {may('project.archive', { workspace, project }) && (
        <Button onClick={() => unarchiveProject(project)}>{t('unarchive')}</Button>
      )}
    </div>
  );
}
