'use client';

import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowRight from 'lucide-react/icons/arrow-right';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import type { SectionOutput } from '../../../server/section/schema.ts';
import { deleteSection, moveSection } from '../../_client/intents/sections.ts';
import { useSectionIds } from '../../_client/store/use-rows.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored } from '../../_ui/overlay-types.ts';

export type SectionEntriesProps = {
  section: SectionOutput;
  /** How sections stand: below each other, or as columns. */
  axis: 'down' | 'across';
  onRename: () => void;
  surface: Anchored;
};

/** What can be done with a section: it is renamed, moved, deleted. */
export function SectionEntries({ section, axis, onRename, surface }: SectionEntriesProps) {
  const t = useTranslations('project');
  const order = useSectionIds(section.projectId);
  const at = order.indexOf(section.id);
  const [above, below] = [order[at - 1], order[at + 1]];
  const isDown = axis === 'down';
  return (
    <Menu
      {...surface}
      align="end"
      label={t('sectionMenu', { name: section.name })}
      entries={[
        { label: t('rename'), icon: <Pencil size={16} />, onSelect: onRename },
        {
          label: t(isDown ? 'moveUp' : 'moveLeft'),
          icon: isDown ? <ArrowUp size={16} /> : <ArrowLeft size={16} />,
          disabled: above === undefined,
          onSelect: () => moveSection(section, { before: above }),
        },
        {
          label: t(isDown ? 'moveDown' : 'moveRight'),
          icon: isDown ? <ArrowDown size={16} /> : <ArrowRight size={16} />,
          disabled: below === undefined,
          onSelect: () => moveSection(section, { after: below }),
        },
        'line',
        {
          label: t('deleteSection'),
          icon: <Trash size={16} />,
          tone: 'danger',
          onSelect: () => deleteSection(section),
        },
      ]}
    />
  );
}
