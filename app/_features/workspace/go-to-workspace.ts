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
  const place = /^\/(search|import|trash|archive)$/.test(rest) ? rest + search : '/inbox';
  navigate(prefixOf(store, workspaceId) + place);
}
