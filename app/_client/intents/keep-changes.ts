import { countKept } from '../device/count-kept.ts';
import { hasLastWords } from '../sending/last-words.ts';
import { store } from '../store/page-store.ts';
import { whoseStore } from '../store/whose-store.ts';
import { untilAtRest } from '../until-at-rest.ts';
import { intended, intentsHere, loadIntents } from './late-intents.ts';

/**
 * Shows and sends what this device kept of the person, and is ready for their changes: at once where something waits
 * here or was refused, else once the page is at rest. @returns a way to stop
 */
export function keepChanges(): () => void {
  let stop: (() => void) | null = null;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const { keepOutbox } = await loadIntents();
    if (!isOver) stop ??= keepOutbox();
  };
  void untilAtRest().then(begin);
  void waitsHere().then((is) => (is ? begin() : undefined));
  return () => {
    isOver = true;
    stop?.();
  };
}

async function waitsHere(): Promise<boolean> {
  if (hasLastWords()) return true;
  const { ops, refusals } = await countKept(whoseStore(store));
  return ops + refusals > 0;
}

/** True where a change would not outlive the page. */
export const isUnkept = (): boolean => intended.get() > 0 || intentsHere()?.isUnkept() === true;

/**
 * True where changes of the page's person wait for the server, in this page or on this device. That is asked only where
 * the outbox has not looked there yet: to open what another page has just deleted would make it anew.
 */
export async function hasUnsent(): Promise<boolean> {
  const isPending = () => intended.get() > 0 || (intentsHere()?.outbox.pending().length ?? 0) > 0;
  if (isPending() || intentsHere()) return isPending();
  return (await countKept(whoseStore(store))).ops > 0 || isPending();
}

/** Tries again now what waits for a retry: the network is back, or the person came back. */
export const retryNow = (): void => intentsHere()?.outbox.retryNow();
