import { onSessionNews } from '../session-news.ts';
import { isEnding, signedOut } from '../store/session.ts';
import type { Follow } from './follow.ts';
import type { Lead } from './lead.ts';

/**
 * Leads while the page is here and its person signed in, and follows the server as long as it leads.
 * @param begin what begins to follow. @returns a way to stop
 */
export function followHere(
  lead: Lead,
  begin: () => { follow: Follow; stop: () => void },
): () => void {
  let follow: Follow | null = null;
  let stopLeading: (() => void) | null = null;
  let isAway = false;

  async function work(signal: AbortSignal): Promise<void> {
    const term = begin();
    follow = term.follow;
    await term.follow.run(signal);
    if (follow === term.follow) follow = null;
    term.stop();
  }

  function steer(): void {
    const mayLead = !isAway && !signedOut.get() && !isEnding.get();
    if (mayLead) stopLeading ??= lead(work);
    else {
      stopLeading?.();
      stopLeading = null;
    }
  }

  const anew = () => follow?.anew();
  const seen = () => {
    if (document.visibilityState === 'visible') follow?.look();
  };
  const leave = () => {
    isAway = true;
    steer();
  };
  const comeBack = () => {
    isAway = false;
    steer();
  };

  const stops = [signedOut.subscribe(steer), isEnding.subscribe(steer), onSessionNews(anew)];
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', anew);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', comeBack);
  steer();
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('online', anew);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', comeBack);
    leave();
  };
}
