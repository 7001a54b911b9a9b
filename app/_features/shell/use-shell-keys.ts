'use client';

import { intend } from '../../_client/intents/late-intents.ts';
import { navigate } from '../../_client/router.ts';
import { toggleSidebar } from '../../_ui/sidebar-fold.ts';
import { askFor } from '../command/asked.ts';
import { chosenTasks } from '../command/task-scene.ts';
import { focusedPlace } from '../command/watch-menus.ts';
import { commandRow, commands } from './key-table.ts';
import { routeOf } from './route.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { useKeys } from './use-keys.ts';
import type { KeyActions } from './use-keys.ts';

/** True where an address leads to a view: its command exists only then. */
export const hasView = (path: string) => routeOf(path).view !== 'nowhere';

const go = (path: string) => () => {
  if (!hasView(path)) return false;
  navigate(path);
  return true;
};

const goHere = (path: string) => () => navigate(pathHere(path));

/** Commands about tasks: asked for where any are chosen, once for each press. */
const aboutTasks: KeyActions = Object.fromEntries(
  commands
    .filter((command) => commandRow(command).about === 'tasks')
    .map((command) => [
      command,
      ({ repeat, target }: KeyboardEvent) => {
        const inPanel = target instanceof Element && target.closest('aside') !== null;
        // A text that is marked is what Ctrl-C copies.
        if (command === 'copy' && window.getSelection()?.isCollapsed === false) return false;
        if (inPanel ? command === 'remove' : chosenTasks().taskIds.length === 0) return false;
        if (!repeat) askFor(command);
        return true;
      },
    ]),
);

/** The keys that mean the same in every view. */
export function useShellKeys(onAdd: () => void): void {
  useKeys({
    ...aboutTasks,
    menu: (event) => {
      const place = focusedPlace();
      if (!place) return aboutTasks.menu?.(event);
      askFor('menu', place);
      return true;
    },
    palette: () => askFor('palette'),
    add: onAdd,
    search: goHere('/search'),
    completed: goHere('/completed'),
    filter: goHere('/filter'),
    today: go('/today'),
    inbox: goHere('/inbox'),
    upcoming: go('/upcoming'),
    calendar: go('/calendar'),
    notifications: go('/notifications'),
    settings: go('/settings'),
    sidebar: toggleSidebar,
    undo: () => intend(({ undoLast }) => undoLast()),
    redo: () => intend(({ redoLast }) => redoLast()),
    help: () => askFor('help'),
  });
}
