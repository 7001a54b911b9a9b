'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { classNames } from '../../_ui/class-names.ts';
import { HistoryPages } from './history-pages.tsx';

type Props = {
  task: TaskOutput;
  /** True for those who may write here; the server decides for each change. */
  canUndo: boolean;
};

/** What happened to a task; read when it is asked for. */
export function History({ task, canUndo }: Props) {
  const t = useTranslations('history');
  const [open, setOpen] = useState(false);
  const body = useId();
  return (
    <section aria-label={t('title')} className="px-4 py-2 md:px-5">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={body}
          data-ring="inside"
          onClick={() => setOpen(!open)}
          className="-ml-1.5 flex h-8 items-center gap-1 rounded-control pr-2 pl-0.5 text-sm font-semibold text-muted hover:bg-hover hover:text-text touch:h-11"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={classNames('transition-transform duration-(--appear)', open && 'rotate-90')}
          />
          {t('title')}
        </button>
      </h3>
      <div id={body}>{open && <HistoryPages task={task} canUndo={canUndo} />}</div>
    </section>
  );
}
