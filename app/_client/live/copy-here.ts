import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { createKeepWhole } from './keep-whole.ts';
import type { KeepWhole } from './keep-whole.ts';
import { readCopy } from './read-copy.ts';
import { createRest } from './rest.ts';
import { untilIdle } from './until-idle.ts';

/** So many tasks a page holds at most. */
const mostTasks = 150_000;

/** Reads all workspaces of the page's person into its store, and those that they come into. */
export function copyHere(): KeepWhole {
  let version = store.version('workspaces');
  const keep = createKeepWhole({
    workspaces: () => [...store.tables.workspaces.rows.keys()],
    readWorkspace: (workspaceId, options) => readCopy({ workspaceId }, options),
    untilIdle,
    rest: createRest(),
    isFull: () => store.tables.tasks.rows.size > mostTasks,
    isSignedOut: signedOut.get,
    onSignedOut: () => signedOut.set(true),
  });
  const onRows = () => {
    if (store.version('workspaces') === version) return;
    version = store.version('workspaces');
    keep.look();
  };
  const stops = [store.subscribe(onRows), signedOut.subscribe(keep.look)];
  return {
    ...keep,
    stop() {
      for (const stop of stops) stop();
      keep.stop();
    },
  };
}
