import { secondsPerDay } from './calendar.ts';
import { dayOf } from './local-time.ts';
import type { Period } from './periods.ts';

/** An ordered set of local times that is read by place, so that its size costs nothing. */
export type Instances = { size: number; at: (place: number) => number };

/** The instances of a period: the earliest day at the earliest time first. */
export function allInstances({ from, days, hours, minutes, seconds }: Period): Instances {
  const firstDay = dayOf(from);
  const perHour = minutes.length * seconds.length;
  const perDay = hours.length * perHour;
  return {
    size: days.length * perDay,
    at: (place) => {
      const inDay = place % perDay;
      const inHour = inDay % perHour;
      return (
        (firstDay + days[Math.floor(place / perDay)]!) * secondsPerDay +
        hours[Math.floor(inDay / perHour)]! * 3600 +
        minutes[Math.floor(inHour / seconds.length)]! * 60 +
        seconds[inHour % seconds.length]!
      );
    },
  };
}

/** The places of a set that BYSETPOS picks, from its end where they are negative (RFC 5545, 3.3.10). */
export function pickPositions(instances: Instances, bySetPos: readonly number[]): Instances {
  if (bySetPos.length === 0) return instances;
  const { size } = instances;
  const places = bySetPos.map((position) => (position > 0 ? position - 1 : size + position));
  const known = places.filter((place) => place >= 0 && place < size);
  return pick(
    instances,
    [...new Set(known)].sort((a, b) => a - b),
  );
}

/** Those of the instances for which `keep` holds. */
export function onlyThose(instances: Instances, keep: (seconds: number) => boolean): Instances {
  const places = Array.from({ length: instances.size }, (_, place) => place);
  return pick(
    instances,
    places.filter((place) => keep(instances.at(place))),
  );
}

/** The place of the first instance at or after a time; the size of the set where there is none. */
export function placeFrom({ size, at }: Instances, seconds: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pick(instances: Instances, places: readonly number[]): Instances {
  return { size: places.length, at: (place) => instances.at(places[place]!) };
}
