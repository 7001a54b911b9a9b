'use client';

import ArchiveRestore from 'lucide-react/icons/archive-restore';
import Trash from 'lucide-react/icons/trash-2';
import { useLocale, useTranslations } from 'next-intl';
import { deleteProject, unarchiveProject } from '../../_client/intents/projects.ts';
import { store } from '../../_client/store/page-store.ts';
import { may } from '../../_client/store/may.ts';
import { useMe, useOpenCount, useProject } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { whenWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { Link } from '../../_ui/link.tsx';
import { projectPath } from '../shell/route.ts';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';

/** A project in the archive: a press opens it, to be looked at. */
export function ArchivedRow({ projectId }: { projectId: string }) {
  const t = useTranslations('archive');
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  const project = useProject(projectId);
  const open = useOpenCount(projectId);
  const workspace = useCurrentWorkspace();
  if (!project || project.archivedAt === null) return null;
  const { name, key, colour, archivedAt } = project;
  const when = today === '' || !me ? '' : whenWord(archivedAt, me.timeZone, { today, locale });
  const scope = { workspace, project };
  return (
    <li className="group/archived flex min-h-11 items-center rounded-control pr-1 hover:bg-hover">
      <Link
        href={projectPath(store, project)}
        data-ring="inside"
        className="flex min-w-0 flex-1 flex-col justify-center self-stretch rounded-control px-2 py-1.5"
      >
        <span className="flex min-w-0 items-center gap-2.5">
          <LabelDot colour={colour} />
          <span className="truncate">{name}</span>
          <span data-figures className="shrink-0 text-sm text-muted">
            {key}
          </span>
        </span>
        <span data-figures className="truncate pl-4.5 text-sm text-muted">
          {t('since', { when })} · {t('open', { count: open })}
        </span>
      </Link>
      <span className="flex shrink-0 opacity-0 group-hover/archived:opacity-100 focus-within:opacity-100 touch:opacity-100">
        {may('project.archive', scope) && (
          <IconButton label={t('unarchiveOne', { name })} onClick={() => unarchiveProject(project)}>
            <ArchiveRestore size={16} aria-hidden />
          </IconButton>
        )}
        {may('project.delete', scope) && (
          <IconButton label={t('deleteOne', { name })} onClick={() => deleteProject(project)}>
            <Trash size={16} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}
