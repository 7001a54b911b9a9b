'use client';

import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { commandRow } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';
import type { ListState } from '../task-list/list-state.ts';
import { clearSelected } from '../task-list/selection.ts';
import { acts } from './acts.tsx';
import { askFor } from './asked.ts';
import { sceneOf } from './scene.ts';
import { chosenTasks } from './task-scene.ts';
import { isOffered, refusalOfCommand, useWords } from './use-words.ts';

const offered: readonly Command[] = [
  'done',
  'due',
  'priority',
  'labels',
  'assignees',
  'move',
  'copy',
  'remove',
];

export type BulkToolbarProps = {
  list: ListState;
  /** How many tasks are selected. */
  count: number;
};

/** How many tasks are selected, and what can be done to them. */
export function BulkToolbar({ list, count }: BulkToolbarProps) {
  const t = useTranslations('tasks');
  return (
    <div
      role="toolbar"
      aria-label={t('selected', { count })}
      className="pointer-events-none fixed inset-x-0 bottom-20 md:left-60 md:group-data-folded/shell:left-0 z-5 flex justify-center px-1"
    >
      <div className="pointer-events-auto flex min-h-10 max-w-full animate-appear items-center gap-1 rounded-card bg-raised p-1 shadow-float max-md:flex-wrap max-md:justify-center max-md:gap-0">
        <span
          data-figures
          aria-live="polite"
          className="mr-2 shrink-0 pl-2 max-md:mr-0 max-md:w-full max-md:py-1 max-md:text-center"
        >
          {t('selected', { count })}
        </span>
        <Buttons list={list} />
      </div>
    </div>
  );
}

/** What the right refuses stands there dimmed and says why. */
function Buttons({ list }: { list: ListState }) {
  const t = useTranslations('command');
  const words = useWords();
  const scene = sceneOf(chosenTasks());
  const ask = (command: Command) => (event: MouseEvent<HTMLElement>) =>
    askFor(command, { ...chosenTasks(), anchor: event.currentTarget });
  return (
    <>
      {offered
        .filter((command) => isOffered(command, scene))
        .map((command) => {
          const Icon = acts[command].icon;
          const refused = refusalOfCommand(command, scene);
          const label = words(command, scene.tasks);
          return (
            <IconButton
              key={command}
              label={refused === null ? label : `${label}: ${t(`why.${refused}`)}`}
              keys={commandRow(command).keys}
              aria-disabled={refused !== null}
              onClick={ask(command)}
              className={classNames(
                refused !== null && 'opacity-50',
                command === 'copy' && 'max-md:hidden',
              )}
            >
              <Icon size={16} />
            </IconButton>
          );
        })}
      <IconButton
        label={t('selectNothing')}
        keys={commandRow('leave').keys}
        onClick={() => clearSelected(list)}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </>
  );
}
