import { placeOf } from './origin.ts';
import type { Asked, OriginRules, Place } from './origin.ts';

const mostKnown = 1000;
/** Longer than what browsers and proxies send: such a request is judged anew each time. */
const longestKey = 400;

/** `placeOf` that remembers: most callers ask the same host from the same address again and again. */
export function createPlaces(rules: OriginRules): (asked: Asked, health: boolean) => Place | null {
  const known = new Map<string, Place | null>();
  return (asked, health) => {
    const { headers, remoteAddress, encrypted } = asked;
    const forwarded = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for'] as const;
    let key = `${remoteAddress}\n${headers.host}\n${encrypted}\n${health}`;
    for (const name of forwarded) {
      const value = headers[name];
      if (value !== undefined) key += `\n${name}:${String(value)}`;
    }
    const before = known.get(key);
    if (before !== undefined) return before;
    const place = placeOf(rules, asked, health);
    if (known.size >= mostKnown) known.clear();
    if (key.length <= longestKey) known.set(key, place);
    return place;
  };
}
