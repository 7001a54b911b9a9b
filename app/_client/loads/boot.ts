import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { CallError, isOutOfSight } from '../sending/call-error.ts';
import { onSessionNews } from '../session-news.ts';
import { store } from '../store/page-store.ts';
import { loseWorkspace } from './forget.ts';
import { keepLoaded, loadOf, rereadShown, rightsLoad } from './loads.ts';
import type { LoadState } from './loads.ts';
import type { Cell } from '../store/cell.ts';
import { firstPosition } from './position.ts';
import { readLabels, readMe, readMembers, readProjects } from './read-lists.ts';
import { restored } from './restore.ts';

/** How far the start of the page is. */
export const bootState: Cell<LoadState> = loadOf(rightsLoad, readAll);

/** Reads who is here, and the lists that every screen needs. Kept right whenever the person comes back. */
export function keepBooted(): () => void {
  const stop = keepLoaded(rightsLoad, readAll);
  const again = () => {
    if (document.visibilityState === 'visible') rereadShown();
  };
  const anew = () => rereadShown({ force: true });
  const deafen = onSessionNews(anew);
  window.addEventListener('focus', again);
  document.addEventListener('visibilitychange', again);
  window.addEventListener('online', anew);
  return () => {
    stop();
    deafen();
    window.removeEventListener('focus', again);
    document.removeEventListener('visibilitychange', again);
    window.removeEventListener('online', anew);
  };
}

const begun = Promise.withResolvers<void>();

/**
 * Resolves once who is here has been asked for the first time, whether it was answered or not: after the page's first
 * position, from which on all is told live, and after what its first lines have asked.
 */
export const firstBoot: Promise<void> = begun.promise;

async function readAll(): Promise<void> {
  try {
    await readBoot();
  } finally {
    begun.resolve();
  }
}

async function readBoot(): Promise<void> {
  await restored();
  // Before anything of the workspaces is read: see `firstPosition`.
  await Promise.all([readMe(), firstPosition()]);
  const workspaces = [...store.tables.workspaces.rows.keys()];
  if (workspaces.length === 0) throw new CallError('NOT_FOUND', 'no workspace');
  await Promise.all(workspaces.map(readWorkspace));
}

/** The projects, labels and people of a workspace. It may have gone since the person's workspaces were read. */
async function readWorkspace(id: string): Promise<void> {
  try {
    await Promise.all([readProjects(id), readLabels(id), readMembers(id)]);
  } catch (error) {
    if (!isOutOfSight(error)) throw error;
    const workspace = store.get('workspaces', id);
    if (workspace) loseWorkspace(workspace);
  }
}

/** Takes a workspace that the server has just told of, with its lists. @throws CallError */
export async function takeWorkspace(workspace: WorkspaceOutput): Promise<void> {
  store.put('workspaces', [workspace]);
  await readWorkspace(workspace.id);
}
