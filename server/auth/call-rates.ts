import type { Runtime } from '../platform/runtime.ts';
import type { Asking } from './caller.ts';
import { networkOf } from './throttle.ts';

const minute = 60;

/**
 * Holds callers of the contract to `CAIRN_RATE` a minute, over all processes and transports.
 * @returns counts one call; tells the seconds to wait, 0 where it may go on
 */
export function createCallRates({
  cache: { rates, memory },
  env,
}: Pick<Runtime, 'cache' | 'env'>): (asking: Asking, address: string) => number | Promise<number> {
  const ofCaller = { name: 'calls', points: env.callsAMinute, seconds: minute };
  const ofNetwork = { name: 'strangers', points: env.callsAMinute, seconds: minute };
  return ({ place }, address) => {
    // What nobody here knows may be made up: it counts for its network, as do those who show nothing.
    const isKnown = place !== null && memory.peek(place.scope, place.name) !== undefined;
    return isKnown ? rates.take(ofCaller, place.name) : rates.take(ofNetwork, networkOf(address));
  };
}
