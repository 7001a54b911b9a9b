import { dayEndsAt, dayIn } from '../domain/due.ts';

type Viewer = { timeZone: string; dayStart: string };

/** The day that it is for a viewer, and for how many seconds more. */
export type Today = (viewer: Viewer) => { day: string; seconds: number };

/** Zones and starts of day are few, and a day is worked out once for each. @param now the database's time, in ms */
export function createToday(now: () => number): Today {
  const known = new Map<string, { day: string; from: number; to: number }>();
  const mostKnown = 1000;
  return ({ timeZone, dayStart }) => {
    const at = now();
    const key = `${timeZone} ${dayStart}`;
    let found = known.get(key);
    if (found === undefined || at < found.from || at >= found.to) {
      const instant = new Date(at).toISOString();
      const to = Date.parse(dayEndsAt(instant, timeZone, dayStart));
      found = { day: dayIn(instant, timeZone, dayStart), from: at, to };
      if (known.size >= mostKnown) known.clear();
      known.set(key, found);
    }
    return { day: found.day, seconds: (found.to - at) / 1000 };
  };
}
