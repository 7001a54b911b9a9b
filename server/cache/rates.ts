import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { rateKey, ratePrefix } from './keys.ts';
import type { RedisMasters } from './redis-masters.ts';

/** What may be done how often: `points` in a span of `seconds`, which begins with the first. */
export type Rate = { readonly name: string; readonly points: number; readonly seconds: number };

/** Counts what callers do, over all processes; of this one alone while Redis is away. */
export type Rates = {
  /** Counts one for `key`. @returns seconds to wait; 0 where it may go on */
  take(rate: Rate, key: string): number | Promise<number>;
};

/** A part of the count of all that this process may use up without asking. By `performance.now`. */
type Share = { left: number; until: number; isLast: boolean };

/** So small that what a process leaves unused hardly counts, so large that most requests ask nobody. */
const shareOf = ({ points }: Rate) => Math.max(1, Math.floor(points / 100));

const mostKeys = 100_000;

/** @param masters null where there is no Redis */
export function createRates(masters: RedisMasters | null): Rates {
  const limiters = new Map<string, RateLimiterAbstract>();
  const shares = new LRUCache<string, Share>({ max: mostKeys });
  const asking = new Map<string, Promise<Share>>();
  const fetchShare = async (rate: Rate, key: string): Promise<Share> => {
    const limiter = limiters.get(rate.name) ?? createLimiter(masters, rate);
    limiters.set(rate.name, limiter);
    const left = shareOf(rate);
    const [answer, isLast] = await limiter.consume(rateKey(key), left).then(
      (taken) => [taken, false] as const,
      (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return [refused, true] as const;
        throw refused;
      },
    );
    const until = performance.now() + answer.msBeforeNext;
    return { left: isLast ? 0 : left, until, isLast };
  };
  const refill = async (rate: Rate, key: string): Promise<number> => {
    const name = `${rate.name} ${key}`;
    const running = asking.get(name) ?? fetchShare(rate, key);
    asking.set(name, running);
    try {
      shares.set(name, await running);
    } finally {
      asking.delete(name);
    }
    return take(rate, key);
  };
  const take = (rate: Rate, key: string): number | Promise<number> => {
    const share = shares.get(`${rate.name} ${key}`);
    const now = performance.now();
    if (share === undefined || now >= share.until) return refill(rate, key);
    if (share.isLast) return (share.until - now) / 1000;
    if (share.left === 0) return refill(rate, key);
    share.left -= 1;
    return 0;
  };
  return { take };
}

function createLimiter(masters: RedisMasters | null, { name, points, seconds }: Rate) {
  const own = { points, duration: seconds, keyPrefix: `${ratePrefix}:${name}` };
  const insurance = new RateLimiterMemory(own);
  if (masters === null) return insurance;
  const storeClient = clientOf(masters);
  return new RateLimiterRedis({ ...own, storeClient, insuranceLimiter: insurance });
}

/** What the limiter knows of a client: one script, run on the master of its key within the usual time. */
function clientOf(masters: RedisMasters) {
  let script = '';
  return {
    defineCommand(_name: string, { lua }: { lua: string }) {
      script = lua;
    },
    rlflxIncr: async ([key = '', ...values]: string[]) =>
      masters.of(key).node.ask((redis) => redis.eval(script, 1, key, ...values)),
  };
}
