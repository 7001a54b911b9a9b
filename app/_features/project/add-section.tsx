'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { addSection } from '../../_client/intents/sections.ts';
import { NameField } from './name-field.tsx';

/** The line at the foot of a project that makes sections. */
export function AddSection({ project }: { project: ProjectOutput }) {
  const t = useTranslations('project');
  const [adding, setAdding] = useState(false);
  if (adding) {
    return (
      <div className="mt-4 ml-5 flex h-10 items-center border-b border-hairline text-sm font-semibold md:ml-0">
        <NameField
          label={t('sectionName')}
          placeholder={t('sectionName')}
          onSave={(name) => addSection(project, name)}
          onEnd={() => setAdding(false)}
          goesOn
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      data-ring="inside"
      onClick={() => setAdding(true)}
      className="mt-4 flex h-9 w-full items-center rounded-control pl-5 text-left text-sm text-muted hover:bg-hover hover:text-text md:-ml-[27px] md:w-[calc(100%+27px)] touch:h-11"
    >
      <span className="flex size-8 shrink-0 items-center justify-center">
        <Plus size={14} aria-hidden />
      </span>
      {t('addSection')}
    </button>
  );
}
