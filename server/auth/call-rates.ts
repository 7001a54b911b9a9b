import { LRUCache } from 'lru-cache';
import type { Runtime } from '../platform/runtime.ts';
import type { Asking } from './caller.ts';
import { networkOf } from './throttle.ts';

const minute = 60;
/** Callers who have proved who they are, by digests. */
const mostKnown = 50_000;

/**
 * Holds callers of the contract to `CAIRN_RATE` a minute, over all processes and transports.
 * @returns counts one call; tells the seconds to wait, 0 where it may go on
 */
export function createCallRates({
  cache: { rates },
  env,
}: Pick<Runtime, 'cache' | 'env'>): (asking: Asking, address: string) => number | Promise<number> {
  const ofCaller = { name: 'calls', points: env.callsAMinute, seconds: minute };
  const ofNetwork = { name: 'strangers', points: env.callsAMinute, seconds: minute };
  const known = new LRUCache<string, true>({ max: mostKnown });
  return (asking, address) => {
    const { key } = asking;
    if (key !== null && known.has(key.name)) return rates.take(ofCaller, key.name);
    // What nobody here knows may be made up: it counts for its network, as do those who show nothing.
    if (key !== null)
      asking.find().then(
        ({ principal }) => principal.kind !== 'anonymous' && known.set(key.name, true),
        () => undefined,
      );
    return rates.take(ofNetwork, networkOf(address));
  };
}
