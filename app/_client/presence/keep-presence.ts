import { newId } from '../ids.ts';
import { read } from '../sending/read.ts';
import { userHeader } from '../sending/user-header.ts';
import { store } from '../store/page-store.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { createLookAround } from './look-around.ts';
import { lookersHere, shownHere } from './shown.ts';
import type { Shown } from './shown.ts';

/**
 * Tells what this page shows and who else looks there, while it is seen and its person signed in.
 * @param name what the person's tabs find each other by: one of them follows the server, and nudges all
 */
export function keepPresence(name: string): { nudge: () => void; stop: () => void } {
  const tabId = newId();
  let isAway = false;
  const around = createLookAround({
    shown: shownHere,
    lookers: lookersHere,
    isHere: () =>
      !isAway && document.visibilityState === 'visible' && !signedOut.get() && !isEnding.get(),
    isShared,
    async look(shown) {
      return (await read('presence.look', { ...inputOf(shown, tabId), ...taskOf(shown) })).looks;
    },
    leave: (shown) => leaveNow(inputOf(shown, tabId)),
  });

  const channel = new BroadcastChannel(`${name}.nudge`);
  channel.onmessage = around.nudge;
  const go = () => {
    isAway = true;
    around.steer();
  };
  const come = () => {
    isAway = false;
    around.steer();
  };
  const stops = [signedOut.subscribe(around.steer), isEnding.subscribe(around.steer)];
  document.addEventListener('visibilitychange', around.steer);
  window.addEventListener('pagehide', go);
  window.addEventListener('pageshow', come);
  return {
    nudge() {
      around.nudge();
      channel.postMessage(null);
    },
    stop() {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', around.steer);
      window.removeEventListener('pagehide', go);
      window.removeEventListener('pageshow', come);
      channel.close();
      around.stop();
    },
  };
}

/** False for an inbox, which is one person's, and in a workspace in which nobody else is. */
function isShared({ workspaceId, projectId }: Shown): boolean {
  if (store.get('projects', projectId)?.isInbox === true) return false;
  const members = store.membersIn(workspaceId).map((id) => store.get('members', id));
  return members.filter((member) => member?.removedAt === null).length > 1;
}

type At = { workspaceId: string; projectId: string; tabId: string };

const inputOf = ({ workspaceId, projectId }: Shown, tabId: string): At => ({
  workspaceId,
  projectId,
  tabId,
});
const taskOf = ({ taskId }: Shown) => (taskId === null ? {} : { taskId });

/** Goes out even where the page is closed with it; that nobody hears it costs a minute. */
function leaveNow(input: At): void {
  const url = `/api/trpc/presence.leave?input=${encodeURIComponent(JSON.stringify(input))}`;
  fetch(url, { headers: userHeader(), credentials: 'same-origin', keepalive: true }).catch(
    () => undefined,
  );
}
