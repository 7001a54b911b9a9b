'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { classNames } from '../../_ui/class-names.ts';
import { NameField } from './name-field.tsx';

type Props = {
  project: ProjectOutput;
  /** True where no arrows hang beside it: on a board, as its last column. */
  flush?: boolean;
};

/** The line at the foot of a project that makes sections. */
export function AddSection({ project, flush = false }: Props) {
  const t = useTranslations('project');
  const [adding, setAdding] = useState(false);
  if (adding) {
    return (
      <div
        className={classNames(
          'flex h-10 items-center text-sm font-semibold',
          flush ? 'px-2' : 'mt-4 ml-5 border-b border-hairline md:ml-0',
        )}
      >
        <NameField
          label={t('sectionName')}
          placeholder={t('sectionName')}
          onSave={(name) => intend(({ addSection }) => void addSection(project, name))}
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
      className={classNames(
        'flex h-9 w-full items-center rounded-control text-left text-sm text-muted hover:bg-hover hover:text-text touch:h-11',
        !flush && 'mt-4 pl-5 md:-ml-[27px] md:w-[calc(100%+27px)]',
      )}
    >
      <span className="flex size-8 shrink-0 items-center justify-center">
        <Plus size={14} aria-hidden />
      </span>
      {t('addSection')}
    </button>
  );
}
