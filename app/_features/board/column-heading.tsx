'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { useSection } from '../../_client/store/use-rows.ts';
import { NameField } from '../project/name-field.tsx';
import { SectionMenu } from '../project/section-menu.tsx';
import { useAttach } from '../task-list/late-drag.ts';
import { boardDrag } from './board-drag.ts';

type Props = { sectionId: string | null; count: number; canWrite: boolean };

/** The heading of a column: its name and count; dragging it moves the column, its menu does the rest. */
export function ColumnHeading({ sectionId, count, canWrite }: Props) {
  const t = useTranslations('project');
  const board = useTranslations('board');
  const section = useSection(sectionId);
  const [renaming, setRenaming] = useState(false);
  const handle = useRef<HTMLDivElement>(null);
  useAttach(boardDrag, 'attachHandle', {
    box: handle,
    id: canWrite && !renaming ? sectionId : null,
  });
  return (
    <div ref={handle} className="flex h-10 shrink-0 items-center gap-2 px-2 text-sm select-none">
      <h2 className="min-w-0 truncate font-semibold">
        {section && renaming ? (
          <NameField
            label={t('sectionName')}
            value={section.name}
            onSave={(next, was) => intend(({ renameSection }) => renameSection(section, next, was))}
            onEnd={() => setRenaming(false)}
          />
        ) : (
          <span onDoubleClick={() => setRenaming(canWrite && sectionId !== null)}>
            {sectionId === null ? board('noSection') : section?.name}
          </span>
        )}
      </h2>
      <span data-figures className="text-muted">
        {count > 0 && count}
      </span>
      {canWrite && section && (
        <span className="-mr-1 ml-auto">
          <SectionMenu section={section} axis="across" onRename={() => setRenaming(true)} />
        </span>
      )}
    </div>
  );
}
