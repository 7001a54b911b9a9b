import { loadRepeats } from '../effects/late-repeats.ts';
import { newId } from '../ids.ts';
import { rereadShown } from '../loads/loads.ts';
import { firstPosition, standing } from '../loads/position.ts';
import { restoredAll } from '../loads/restore.ts';
import type { Standing } from '../loads/position.ts';
import { whole } from '../loads/whole.ts';
import { keepPresence } from '../presence/keep-presence.ts';
import { dropEarly } from '../sending/early-reads.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { createCatchUp } from './catch-up.ts';
import { followHere } from './follow-here.ts';
import { createFollow } from './follow.ts';
import type { Place } from './follow.ts';
import { copyHere } from './copy-here.ts';
import { keepNotified } from './keep-notified.ts';
import { leadBy } from './lead-by.ts';
import { readStream } from './read-stream.ts';
import { createRest } from './rest.ts';
import { createTabs } from './tabs.ts';
import type { Said } from './tabs.ts';
import { takeNews } from './take-news.ts';

/**
 * Shows what others do, and the person themselves elsewhere, from where the page began to read, and reads what it does
 * not hold yet. One tab of the browser follows the server, and passes on what it hears. @returns a way to stop
 */
export async function startLive(): Promise<() => void> {
  void loadRepeats();
  await restoredAll();
  dropEarly();
  const place: Place = { cursor: await firstPosition() };
  const [userId] = store.tables.users.rows.keys();
  // So the tabs of one person find each other, and nobody else.
  const name = `cairn.live.${userId}`;
  const channel = new BroadcastChannel(name);
  const copy = copyHere();
  const news = takeNews(copy);
  const tellStanding = () => standing.set(standingOf(place, news.isSettled));
  const nudged = { presence: keepPresence(name), notification: keepNotified(name) };
  const common = {
    place,
    onGap: () => {
      copy.doubt();
      rereadShown({ force: true });
    },
    onSignedOut: () => signedOut.set(true),
  };

  const tabs = createTabs({
    place,
    apply: news.apply,
    onPlace: tellStanding,
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
      onNudge: (what) => nudged[what].nudge(),
    });
    return { follow, stop };
  });
  const stopTelling = whole.subscribe(tellStanding);
  copy.look();
  return () => {
    stopFollowing();
    stopTelling();
    window.removeEventListener('pageshow', ask);
    tabs.close();
    channel.close();
    news.stop();
    copy.stop();
    for (const one of Object.values(nudged)) one.stop();
  };
}

/** How the page stands when it is asked. */
const standingOf =
  (place: Place, isSettled: () => boolean): Standing =>
  () => {
    if (place.cursor === undefined) return null;
    return isSettled() ? { cursor: place.cursor, whole: [...whole.get()] } : undefined;
  };

const pull = (cursor: string | undefined) =>
  read('sync.pull', cursor === undefined ? {} : { cursor });
