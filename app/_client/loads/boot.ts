import { CallError } from '../sending/call-error.ts';
import { onSessionNews } from '../session-news.ts';
import { store } from '../store/page-store.ts';
import { loadOf, keepLoaded, rereadShown } from './loads.ts';
import type { LoadState } from './loads.ts';
import type { Cell } from '../store/cell.ts';
import { readLabels, readMe, readMembers, readProjects } from './read-lists.ts';

const name = 'boot';

/** How far the start of the page is. */
export const bootState: Cell<LoadState> = loadOf(name, readAll);

/** Reads who is here, and the lists that every screen needs. Kept right whenever the person comes back. */
export function keepBooted(): () => void {
  const stop = keepLoaded(name, readAll);
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

async function readAll(): Promise<void> {
  await readMe();
  const workspaces = [...store.tables.workspaces.rows.keys()];
  if (workspaces.length === 0) throw new CallError('NOT_FOUND', 'no workspace');
  await Promise.all(
    workspaces.flatMap((id) => [readProjects(id), readLabels(id), readMembers(id)]),
  );
}
