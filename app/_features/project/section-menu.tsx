'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LateMenu } from '../../_ui/late-menu.tsx';
import { latePart } from '../../_ui/late-part.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import type { SectionEntriesProps } from './section-entries.tsx';

const entriesPart = latePart<SectionEntriesProps>(
  async () => (await import('./section-entries.tsx')).SectionEntries,
);

/** The menu of a section. */
export function SectionMenu(props: Omit<SectionEntriesProps, 'surface'>) {
  const t = useTranslations('project');
  const menu = useOverlay('menu');
  return (
    <>
      <IconButton label={t('sectionMenu', { name: props.section.name })} {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <LateMenu part={entriesPart} menu={menu} props={props} />
    </>
  );
}
