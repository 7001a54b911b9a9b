'use client';

import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { commandRow } from '../shell/key-table.ts';
import type { Command } from '../shell/key-table.ts';
import type { BulkBarProps } from '../task-list/bulk-bar.tsx';
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

/** The commands of the bar for selected tasks. What the right refuses stands there dimmed and says why. */
export function BulkButtons({ list }: BulkBarProps) {
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
