'use client';

import { useEffect } from 'react';
import { noteEnded } from '../../_client/account/ended.ts';
import { bootState, keepBooted } from '../../_client/loads/boot.ts';
import { hasUnsent, isUnkept, keepChanges, retryNow } from '../../_client/intents/keep-changes.ts';
import { forgetHere, keepHere } from '../../_client/loads/keep-here.ts';
import { restored } from '../../_client/loads/restore.ts';
import { useLocation } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { hasUnkeptFiles } from '../../_client/store/coming-files.ts';
import { isEnding, signedOut } from '../../_client/store/session.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { watchDay } from '../../_client/store/use-today.ts';
import { commitWriting, isWriting } from '../writing/writing.ts';
import { usePrefix } from '../workspace/current-workspace.ts';
import { Switcher } from '../workspace/switcher.tsx';
import { splitPath } from '../workspace/workspace-path.ts';
import { ShellFrame } from '../../_ui/shell-frame.tsx';
import { AttentionView } from '../attention/attention-view.tsx';
import { CommandHost } from '../command/command-host.tsx';
import { ForgetView } from '../device/forget-view.tsx';
import { NotifiedView } from '../notification/notified-view.tsx';
import { TaskPanel, preloadView, preloadViews } from './views.tsx';
import { addHere } from './add-target.ts';
import { linkManifest } from './link-manifest.ts';
import { loadTeller } from './late-teller.ts';
import { Notices } from './notices.tsx';
import { closeTask } from './open-task.ts';
import { registerWorker } from './register-worker.ts';
import { panelTask, routeOf } from './route.ts';
import { RouteView } from './route-view.tsx';
import { Sidebar } from './sidebar.tsx';
import { signInPath, SyncLine } from './sync-line.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { useScrollMemory } from './use-scroll-memory.ts';
import { useTaskOfKey } from './use-task-of-key.ts';

/** The one page behind every path of the workspace. Static until the browser knows its address. */
export function Workspace() {
  const location = useLocation();
  const boot = useCell(bootState);
  const route = location === null ? null : routeOf(location.path);
  const named = useTaskOfKey(
    route?.view === 'task' && boot.status === 'ready' ? route.ref : null,
    splitPath(location?.path ?? '/').tail,
  );
  const isReady = boot.status === 'ready';
  useScrollMemory(location?.path, isReady);
  const panelId = location === null ? null : (panelTask(location.search) ?? named.taskId);

  useEffect(() => {
    const stops = [
      keepBooted(),
      watchDay(),
      leaveSignedOut(),
      holdUnsaved(),
      fetchAhead(),
      followOthers(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const meId = useMe()?.id;
  useEffect(() => {
    if (meId === undefined) return undefined;
    const stops = [keepHere(), keepChanges(), keepFiles()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [meId]);
  useShellKeys(addHere);
  const prefix = usePrefix();

  useEffect(() => (isReady ? registerWorker() : undefined), [isReady]);
  useEffect(() => (isReady ? linkManifest() : undefined), [isReady]);
  return (
    <>
      <ShellFrame
        head={<Switcher />}
        sidebar={<Sidebar />}
        searchPath={`${prefix}/search`}
        panel={
          isReady && panelId !== null ? <TaskPanel taskId={panelId} onClose={closeTask} /> : null
        }
        onClosePanel={closeTask}
        onAdd={addHere}
        status={<SyncLine />}
      >
        {route && <RouteView route={route} boot={boot} named={named} />}
      </ShellFrame>
      <Notices />
      <NotifiedView />
      <AttentionView />
      <ForgetView />
      <CommandHost />
    </>
  );
}

/** The view of this address is fetched at once; what is likely to come next, once it stands. */
function fetchAhead(): () => void {
  preloadView(routeOf(window.location.pathname).view);
  const timer = setTimeout(() => {
    preloadViews();
    void loadTeller();
  }, 1500);
  return () => clearTimeout(timer);
}

/** Files that wait here, fetched once the page stands, and again where it does not come. @returns a way to stop */
function keepFiles(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const begin = (): void => {
    import('../../_client/intents/start-waiting.ts').then(
      ({ startWaiting }) => startWaiting(),
      () => void (timer = setTimeout(begin, 15_000)),
    );
  };
  timer = setTimeout(begin, 1_700);
  return () => clearTimeout(timer);
}

/** What others do: fetched after what is likely to come next, and again where it does not come. */
function followOthers(): () => void {
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fetchIt = (): void => {
    import('../../_client/live/live-when-idle.ts').then(
      ({ liveWhenIdle }) => liveWhenIdle(over.signal),
      () => void setTimeout(fetchIt, 15_000),
    );
  };
  // What this device shows is of the last time: what happened since is wanted soon.
  void restored().then((isKept) => {
    if (!over.signal.aborted) timer = setTimeout(fetchIt, isKept ? 100 : 1600);
  });
  return () => {
    clearTimeout(timer);
    over.abort();
  };
}

/** Where nothing is being written or waiting to be saved, a page without its person goes: to whoever is here by now, or to sign in. */
function leaveSignedOut(): () => void {
  return signedOut.subscribe(() => {
    if (signedOut.get()) void leaveUnlessNeeded();
  });
}

async function leaveUnlessNeeded(): Promise<void> {
  if (isEnding.get()) return;
  const isNeeded = await hasUnsent();
  if (isNeeded || !signedOut.get() || isEnding.get() || hasUnkeptFiles() || isWriting()) return;
  await forgetHere();
  // Meanwhile it may have been told to leave another way: this device was forgotten.
  if (isEnding.get()) return;
  noteEnded();
  if (store.tables.users.rows.size > 0) window.location.reload();
  else window.location.replace(signInPath());
}

/** Leaving asks first where something would be lost with the page. */
function holdUnsaved(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    // Who signs in again in this tab finds what they were writing, also where they leave it all the same.
    if (signedOut.get() && !isEnding.get()) commitWriting();
    if (isUnkept() || hasUnkeptFiles() || isWriting()) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  window.addEventListener('online', retryNow);
  window.addEventListener('focus', retryNow);
  return () => {
    window.removeEventListener('beforeunload', ask);
    window.removeEventListener('online', retryNow);
    window.removeEventListener('focus', retryNow);
  };
}
