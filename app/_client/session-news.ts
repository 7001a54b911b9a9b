let channel: BroadcastChannel | undefined;

/** One for this tab, which therefore does not hear itself. */
const opened = () => (channel ??= new BroadcastChannel('cairn.session'));

/** Tells the browser's other tabs that somebody signed in or out: they share the session. */
export function tellSession(): void {
  opened().postMessage(null);
}

/** Hears of it. @returns a way to stop */
export function onSessionNews(listener: () => void): () => void {
  const hears = opened();
  hears.addEventListener('message', listener);
  return () => hears.removeEventListener('message', listener);
}
