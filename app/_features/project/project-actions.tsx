'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LateMenu } from '../../_ui/late-menu.tsx';
import { latePart } from '../../_ui/late-part.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import type { ProjectEntriesProps } from './project-entries.tsx';

const entriesPart = latePart<ProjectEntriesProps>(
  async () => (await import('./project-entries.tsx')).ProjectEntries,
);

/** The menu of a project. */
export function ProjectActions(props: Omit<ProjectEntriesProps, 'surface'>) {
  const t = useTranslations('project');
  const menu = useOverlay('menu');
  return (
    <>
      <IconButton label={t('menu')} data-project-menu {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <LateMenu part={entriesPart} menu={menu} props={props} />
    </>
  );
}
