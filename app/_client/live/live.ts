import { newId } from '../ids.ts';
import { rereadShown } from '../loads/loads.ts';
import { firstPosition } from '../loads/position.ts';
import { keepPresence } from '../presence/keep-presence.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { createCatchUp } from './catch-up.ts';
import { followHere } from './follow-here.ts';
import { createFollow } from './follow.ts';
import { leadBy } from './lead-by.ts';
import { readStream } from './read-stream.ts';
import { createRest } from './rest.ts';
import { createTabs } from './tabs.ts';
import type { Said } from './tabs.ts';
import { takeNews } from './take-news.ts';

/**
 * Shows what others do, and the person themselves elsewhere, from where the page began to read. One tab of the browser
 * follows the server, and passes on what it hears. @returns a way to stop
 */
export async function startLive(): Promise<() => void> {
  const place = { cursor: await firstPosition() };
  const [userId] = store.tables.users.rows.keys();
  // So the tabs of one person find each other, and nobody else.
  const name = `cairn.live.${userId}`;
  const channel = new BroadcastChannel(name);
  const news = takeNews();
  const presence = keepPresence(name);
  const common = {
    place,
    onGap: () => rereadShown({ force: true }),
    onSignedOut: () => signedOut.set(true),
  };

  const tabs = createTabs({
    place,
    apply: news.apply,
    say: (said) => channel.postMessage(said),
    catchUp: createCatchUp({ ...common, rest: createRest(), pull, apply: news.apply }),
    newTerm: newId,
  });
  channel.onmessage = ({ data }: MessageEvent<Said>) => tabs.hear(data);
  const ask = () => tabs.ask();
  window.addEventListener('pageshow', ask);
  ask();

  const stopFollowing = followHere(leadBy(name), () => {
    const { pass, stop } = tabs.begin();
    const follow = createFollow({
      ...common,
      rest: createRest(),
      read: readStream,
      take: pass,
      onNudge: presence.nudge,
    });
    return { follow, stop };
  });
  return () => {
    stopFollowing();
    window.removeEventListener('pageshow', ask);
    tabs.close();
    channel.close();
    news.stop();
    presence.stop();
  };
}

const pull = (cursor: string | undefined) =>
  read('sync.pull', cursor === undefined ? {} : { cursor });
