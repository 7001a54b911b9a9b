import { networkOf } from '../auth/throttle.ts';
import type { Asking } from '../auth/caller.ts';
import type { Runtime } from '../platform/runtime.ts';
import { isCostly } from '../trpc/http.ts';
import type { Visit } from './request.ts';

/** Holds callers to what they may ask for in a minute, over all processes. */
export type CallerRates = {
  /** Counts a call of the contract. @returns seconds to wait; 0 where it may go on */
  call(call: Pick<Visit, 'pathname' | 'place'>, asking: Asking): number | Promise<number>;
  /** Counts an attempt to sign in: a first, cheap limit before those that Postgres counts exactly. */
  signIn(visit: Visit): number | Promise<number>;
};

const minute = 60;

export function createCallerRates({ cache, env }: Runtime): CallerRates {
  const ofCaller = { name: 'calls', points: env.callsAMinute, seconds: minute };
  // Whoever shows nothing shares a network with others.
  const ofNetwork = { name: 'strangers', points: env.callsAMinute, seconds: minute };
  const ofSignIn = { name: 'sign-in', points: 120, seconds: minute };
  const ofCostly = { name: 'costly', points: 60, seconds: minute };
  const { rates } = cache;
  return {
    call({ pathname, place }, asking) {
      if (isCostly(pathname)) return rates.take(ofCostly, networkOf(place.address));
      const shown = asking.place;
      // What nobody here knows may be made up: it counts for its network too.
      if (shown !== null && cache.memory.peek(shown.scope, shown.name) !== undefined)
        return rates.take(ofCaller, shown.name);
      return rates.take(ofNetwork, networkOf(place.address));
    },
    signIn: ({ place }) => rates.take(ofSignIn, networkOf(place.address)),
  };
}
