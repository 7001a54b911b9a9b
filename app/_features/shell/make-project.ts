'use client';

import { intend } from '../../_client/intents/late-intents.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { prefixOf } from '../workspace/workspace-path.ts';
import { projectPath } from './route.ts';

/**
 * Makes a project and goes there; its address gets the key as soon as the server has made one.
 * @param from the path of the view in which it was asked for: who has gone on meanwhile stays where they are
 */
export function makeProject(
  workspaceId: string,
  name: string,
  from = window.location.pathname,
): void {
  intend(({ addProject }) => {
    const { id, outcome } = addProject(workspaceId, { name });
    const path = `${prefixOf(store, workspaceId)}/p/${id}`;
    if (window.location.pathname === from) navigate(path);
    void outcome.then((answer) => {
      const isHere = window.location.pathname === path;
      if (answer.ok && isHere)
        navigate(projectPath(store, answer.output) + window.location.search, { replace: true });
    });
  });
}
