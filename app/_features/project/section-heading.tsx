'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { useSection } from '../../_client/store/use-rows.ts';
import { setCollapsed } from '../task-list/collapsed.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { NameField } from './name-field.tsx';
import { SectionMenu } from './section-menu.tsx';

type Props = { sectionId: string; count: number; collapsed: boolean; canWrite: boolean };

/** The heading of a section: folds it; its menu renames, moves and deletes it. */
export function SectionHeading({ sectionId, count, collapsed, canWrite }: Props) {
  const t = useTranslations('project');
  const section = useSection(sectionId);
  const [renaming, setRenaming] = useState(false);
  if (!section) return null;
  return (
    <PartHeading
      title={
        renaming ? (
          <NameField
            label={t('sectionName')}
            value={section.name}
            onSave={(next, was) => intend(({ renameSection }) => renameSection(section, next, was))}
            onEnd={() => setRenaming(false)}
          />
        ) : (
          <span onDoubleClick={() => setRenaming(canWrite)}>{section.name}</span>
        )
      }
      count={count}
      fold={{ collapsed, onToggle: () => setCollapsed(sectionId, !collapsed) }}
      actions={
        canWrite && <SectionMenu section={section} axis="down" onRename={() => setRenaming(true)} />
      }
    />
  );
}
