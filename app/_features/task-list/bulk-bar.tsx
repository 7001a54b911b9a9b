'use client';

import Check from 'lucide-react/icons/check';
import Trash from 'lucide-react/icons/trash-2';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { completeTasks, deleteTasks } from '../../_client/intents/bulk-tasks.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useListScene } from './list-state.ts';
import type { Part } from './outline.ts';
import { chosenTasks, clearSelected, writableOf } from './selection.ts';

/** What can be done to the selected tasks. Stands there only while some are. */
export function BulkBar({ parts }: { parts: readonly Part[] }) {
  const t = useTranslations('tasks');
  const { list } = useListScene();
  const selected = useCell(list.selected);
  if (selected.size === 0) return null;
  const canWrite = writableOf(chosenTasks(parts, list)).length > 0;
  const act = (change: typeof completeTasks) => () => {
    change(writableOf(chosenTasks(parts, list)));
    clearSelected(list);
  };
  return (
    <div
      role="toolbar"
      aria-label={t('selected', { count: selected.size })}
      className="pointer-events-none fixed inset-x-0 bottom-20 z-5 flex justify-center"
    >
      <div className="pointer-events-auto flex h-10 animate-appear items-center gap-1 rounded-card bg-raised py-1 pr-1 pl-3 shadow-float">
        <span data-figures className="mr-2">
          {t('selected', { count: selected.size })}
        </span>
        {canWrite && (
          <>
            <IconButton label={t('completeSelected')} keys="d" onClick={act(completeTasks)}>
              <Check size={16} aria-hidden />
            </IconButton>
            <IconButton label={t('deleteSelected')} keys="backspace" onClick={act(deleteTasks)}>
              <Trash size={16} aria-hidden />
            </IconButton>
          </>
        )}
        <IconButton label={t('clearSelected')} keys="escape" onClick={() => clearSelected(list)}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
