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

/** Buttons at the end of a row. Their place is kept free, so that nothing moves when the pointer comes. */
export function RowActions({ task, canWrite }: { task: TaskOutput; canWrite: boolean }) {
  const t = useTranslations('tasks');
  const ask = (command: Command) => (event: MouseEvent<HTMLElement>) =>
    askFor(command, { taskIds: [task.id], anchor: event.currentTarget });
  const look = 'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100';
  return (
    <span
      onPointerEnter={preloadOverlays}
      className="flex w-17 shrink-0 justify-end pl-1 touch:hidden"
    >
      {canWrite && (
        <IconButton
          label={t('schedule')}
          keys={commandRow('due').keys}
          tabIndex={-1}
          aria-haspopup="dialog"
          onClick={ask('due')}
          className={look}
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
        className={look}
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
    </span>
  );
}
