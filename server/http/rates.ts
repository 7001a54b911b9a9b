import { createCallRates } from '../auth/call-rates.ts';
import type { Asking } from '../auth/caller.ts';
import { networkOf } from '../auth/throttle.ts';
import type { Runtime } from '../platform/runtime.ts';
import { isCostly } from '../trpc/http.ts';
import type { Visit } from './request.ts';

/** Holds callers to what they may ask for in a minute, over all processes. */
export type CallerRates = {
  /** Counts a request of the contract. @returns seconds to wait; 0 where it may go on */
  call(call: Pick<Visit, 'pathname' | 'place'>, asking: Asking): number | Promise<number>;
  /** Counts an attempt to sign in: a first, cheap limit before those that Postgres counts exactly. */
  signIn(visit: Visit): number | Promise<number>;
};

const minute = 60;

export function createCallerRates(runtime: Runtime): CallerRates {
  const ofSignIn = { name: 'sign-in', points: 120, seconds: minute };
  const ofCostly = { name: 'costly', points: 60, seconds: minute };
  const { rates } = runtime.cache;
  const ofCall = createCallRates(runtime);
  return {
    call: ({ pathname, place: { address } }, asking) =>
      isCostly(pathname) ? rates.take(ofCostly, networkOf(address)) : ofCall(asking, address),
    signIn: ({ place }) => rates.take(ofSignIn, networkOf(place.address)),
  };
}
