'use client';

import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { chooseWorkspace } from './current-workspace.ts';
import { isInWorkspace, prefixOf, splitPath } from './workspace-path.ts';

/** Shows another workspace: the same place of it where each has one, else its inbox. Today stays. */
export function goToWorkspace(workspaceId: string): void {
  chooseWorkspace(workspaceId);
  const { pathname, search } = window.location;
  if (!isInWorkspace(pathname)) return;
  const { rest } = splitPath(pathname);
  const place = /^\/(search|import|trash|archive|history)$/.test(rest) ? rest : '/inbox';
  // Whom and which project a history is narrowed to is of the workspace that was left.
  navigate(prefixOf(store, workspaceId) + place + (place === '/search' ? search : ''));
}
