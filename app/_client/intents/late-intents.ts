import { createCell } from '../store/cell.ts';
import { untilHere } from '../until-here.ts';
import type { firstIntents } from './first-intents.ts';

/** What can be done in the first view of a page. */
export type Intents = typeof firstIntents;

let here: Intents | null = null;
let coming: Promise<Intents> | null = null;
/** Counts the times that what waited was given up. */
let dropped = 0;

/** The intents, where they are here. */
export const intentsHere = (): Intents | null => here;

/** How much of what was done waits for them: it is kept nowhere yet. */
export const intended = createCell(0);

/**
 * Fetches the intents of the first view, with what shows, keeps and sends changes: nothing of it is needed for seeing
 * a view, and it is a large part of our script. Once, and again until it comes.
 */
export function loadIntents(): Promise<Intents> {
  coming ??= fetchIntents();
  return coming;
}

/** Does something with the intents: at once where they are here, else in its turn as soon as they are. */
export function intend(work: (intents: Intents) => void): void {
  if (here) {
    work(here);
    return;
  }
  intended.set(intended.get() + 1);
  const mine = dropped;
  void loadIntents().then((intents) => {
    if (mine !== dropped) return;
    intended.set(intended.get() - 1);
    work(intents);
  });
}

/** Gives up what waits for the intents: the person goes without it. */
export function dropIntended(): void {
  dropped += 1;
  intended.set(0);
}

async function fetchIntents(): Promise<Intents> {
  // Both at once: the one waits for the other.
  const fetchBoth = () =>
    Promise.all([import('./first-intents.ts'), import('../sending/page-outbox.ts')]);
  const [{ firstIntents }] = await untilHere(fetchBoth);
  here = firstIntents;
  return here;
}
