'use client';

import { redoLast, undoLast } from '../../_client/intents/undo.ts';
import { navigate } from '../../_client/router.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { helpOpen } from './help-open.ts';
import { useKeys } from './use-keys.ts';

/** The keys that mean the same in every view. */
export function useShellKeys(onAdd: () => void): void {
  useKeys({
    add: onAdd,
    search: () => navigate(pathHere('/search')),
    today: () => navigate('/today'),
    inbox: () => navigate(pathHere('/inbox')),
    settings: () => navigate('/settings'),
    undo: undoLast,
    redo: redoLast,
    help: () => helpOpen.set(true),
  });
}
