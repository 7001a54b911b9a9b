'use client';

import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { TrashItem } from '../../_client/intents/trash.ts';
import { Button } from '../../_ui/button.tsx';
import { IconButton } from '../../_ui/icon-button.tsx';
import type { TrashActs } from './use-trash-acts.ts';

type Props = { selected: readonly TrashItem[]; acts: TrashActs; onClear: () => void };

/** What can be done to the selected things. Stands there only while some are. */
export function TrashBar({ selected, acts, onClear }: Props) {
  const t = useTranslations('trash');
  if (selected.length === 0) return null;
  const restorable = selected.filter(acts.mayRestore);
  const purgeable = selected.filter((item) => item.purgeable);
  return (
    <div
      role="toolbar"
      aria-label={t('selected', { count: selected.length })}
      className="pointer-events-none fixed inset-x-0 bottom-20 z-5 flex justify-center px-2"
    >
      <div className="pointer-events-auto flex animate-appear items-center gap-1 rounded-card bg-raised py-1 pr-1 pl-3 shadow-float">
        <span data-figures className="mr-2 whitespace-nowrap max-md:hidden">
          {t('selected', { count: selected.length })}
        </span>
        {restorable.length > 0 && (
          <Button
            tone="plain"
            onClick={() => {
              acts.restore(restorable);
              onClear();
            }}
          >
            {t('restoreMany', { count: restorable.length })}
          </Button>
        )}
        {purgeable.length > 0 && (
          <Button tone="plain" onClick={() => acts.ask({ kind: 'some', items: purgeable })}>
            {t('purgeMany', { count: purgeable.length })}
          </Button>
        )}
        <IconButton label={t('clear')} onClick={onClear}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
