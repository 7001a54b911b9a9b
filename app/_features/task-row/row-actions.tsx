'use client';

import Calendar from 'lucide-react/icons/calendar';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { preloadOverlays } from '../../_ui/overlay-parts.ts';
import { askFor } from '../command/asked.ts';
import { commandRow } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';

/** Buttons at the end of a row. They come over its facts on the row's own ground, so that nothing moves. */
export function RowActions({ task, canWrite }: { task: TaskOutput; canWrite: boolean }) {
  const t = useTranslations('tasks');
  const ask = (command: Command) => (event: MouseEvent<HTMLElement>) =>
    askFor(command, { taskIds: [task.id], anchor: event.currentTarget });
  return (
    <span
      onPointerEnter={preloadOverlays}
      className="absolute inset-y-1 right-1 flex items-center bg-linear-to-r from-transparent to-(--ground) to-25% pl-6 opacity-0 group-hover/row:opacity-100 has-focus-visible:opacity-100 touch:hidden"
    >
      {canWrite && (
        <IconButton
          label={t('schedule')}
          keys={commandRow('due').keys}
          tabIndex={-1}
          aria-haspopup="dialog"
          onClick={ask('due')}
        >
          <Calendar size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={t('more')}
        keys={commandRow('menu').keys}
        tabIndex={-1}
        aria-haspopup="menu"
        onClick={ask('menu')}
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
    </span>
  );
}
