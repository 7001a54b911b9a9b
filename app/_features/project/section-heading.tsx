'use client';

import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { deleteSection, moveSection, renameSection } from '../../_client/intents/sections.ts';
import { useSection, useSectionIds, useWritable } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { setCollapsed } from '../task-list/collapsed.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { NameField } from './name-field.tsx';

type Props = { sectionId: string; count: number; collapsed: boolean };

/** The heading of a section: folds it; its menu renames, moves and deletes it. */
export function SectionHeading({ sectionId, count, collapsed }: Props) {
  const t = useTranslations('project');
  const section = useSection(sectionId);
  const order = useSectionIds(section?.projectId ?? '');
  const menu = useOverlay('menu');
  const canWrite = useWritable(section?.projectId);
  const [renaming, setRenaming] = useState(false);
  if (!section) return null;
  const at = order.indexOf(sectionId);
  const [above, below] = [order[at - 1], order[at + 1]];
  return (
    <PartHeading
      title={
        renaming ? (
          <NameField
            label={t('sectionName')}
            value={section.name}
            onSave={(next, was) => renameSection(section, next, was)}
            onEnd={() => setRenaming(false)}
          />
        ) : (
          <span onDoubleClick={() => canWrite && setRenaming(true)}>{section.name}</span>
        )
      }
      count={count}
      fold={{ collapsed, onToggle: () => setCollapsed(sectionId, !collapsed) }}
      actions={
        canWrite && (
          <>
            <IconButton label={t('sectionMenu', { name: section.name })} {...menu.trigger}>
              <Ellipsis size={16} aria-hidden />
            </IconButton>
            <Menu
              {...menu.surface}
              align="end"
              label={t('sectionMenu', { name: section.name })}
              entries={[
                {
                  label: t('rename'),
                  icon: <Pencil size={16} />,
                  onSelect: () => setRenaming(true),
                },
                {
                  label: t('moveUp'),
                  icon: <ArrowUp size={16} />,
                  disabled: above === undefined,
                  onSelect: () => moveSection(section, { before: above }),
                },
                {
                  label: t('moveDown'),
                  icon: <ArrowDown size={16} />,
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
          </>
        )
      }
    />
  );
}
