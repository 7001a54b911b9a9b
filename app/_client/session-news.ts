let channel: BroadcastChannel | undefined;

/** One for this tab, which therefore does not hear itself. */
const opened = () => (channel ??= new BroadcastChannel('cairn.session'));

/** Tells the browser's other tabs that somebody signed in or out: they share the session. */
export function tellSession(): void {
  opened().postMessage(null);
}

/** Tells them that this device was forgotten: what they keep goes too. */
export function tellForgotten(): void {
  opened().postMessage('forgotten');
}

/** Hears of that. @returns a way to stop */
export function onForgotten(listener: () => void): () => void {
  const hears = opened();
  const hear = ({ data }: MessageEvent) => data === 'forgotten' && listener();
  hears.addEventListener('message', hear);
  return () => hears.removeEventListener('message', hear);
}

/** Hears that somebody signed in or out. @returns a way to stop */
export function onSessionNews(listener: () => void): () => void {
  const hears = opened();
  hears.addEventListener('message', listener);
  return () => hears.removeEventListener('message', listener);
}
