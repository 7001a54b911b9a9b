import { setImmediate } from 'node:timers/promises';

/** How many come in one turn of the event loop. */
const together = 200;

/** Goes through many of them without making all else wait until it is through. */
export async function eachInTurns<T>(all: Iterable<T>, visit: (one: T) => void): Promise<void> {
  let visited = 0;
  for (const one of all) {
    if (visited > 0 && visited % together === 0) await setImmediate();
    visit(one);
    visited += 1;
  }
}
