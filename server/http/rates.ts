import { createCallRates } from '../auth/call-rates.ts';
import type { Asking } from '../auth/caller.ts';
import { networkOf } from '../auth/throttle.ts';
import type { Runtime } from '../platform/runtime.ts';
import { isCostly } from '../trpc/http.ts';
import type { Visit } from './request.ts';
import { rulesOf } from './routes.ts';

/**
 * Counts a request under what its route says.
 * @returns seconds to wait; 0 where it may go on
 */
export type RequestRates = (
  request: Pick<Visit, 'route' | 'pathname' | 'place'>,
  asking: Asking,
) => number | Promise<number>;

const minute = 60;

/** Holds callers to what they may ask for in a minute, over all processes. */
export function createRequestRates(runtime: Runtime): RequestRates {
  // A first, cheap limit before those that Postgres counts exactly.
  const ofSignIn = { name: 'sign-in', points: 120, seconds: minute };
  const ofCostly = { name: 'costly', points: 60, seconds: minute };
  const { rates } = runtime.cache;
  const ofCaller = createCallRates(runtime);
  return ({ route, pathname, place: { address } }, asking) => {
    const { rate } = rulesOf[route];
    if (rate === null) return 0;
    if (rate === 'signIn') return rates.take(ofSignIn, networkOf(address));
    if (route === 'trpc' && isCostly(pathname)) return rates.take(ofCostly, networkOf(address));
    return ofCaller(asking, address);
  };
}
