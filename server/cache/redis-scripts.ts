import { markSeconds, stampSeconds } from './store.ts';

/**
 * The three steps that Redis takes whole. KEYS: stamp, marks. Scores of marks are seconds of Redis's own clock, so a
 * writer that is gone is given up without anybody else's clock.
 */
export const scripts = {
  /** ARGV: the mark. */
  cairnMark: {
    numberOfKeys: 2,
    lua: `redis.call('DEL', KEYS[1])
redis.call('ZADD', KEYS[2], redis.call('TIME')[1] + ${markSeconds}, ARGV[1])
redis.call('EXPIRE', KEYS[2], ${markSeconds})
return 1`,
  },
  /** ARGV: the mark, a new stamp. */
  cairnUnmark: {
    numberOfKeys: 2,
    lua: `redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', redis.call('TIME')[1])
if redis.call('ZCARD', KEYS[2]) == 0 then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ${stampSeconds})
else
  redis.call('DEL', KEYS[1])
end
return 1`,
  },
  /** ARGV: a new stamp. Returns the stamp that the scope has now, or nothing while somebody writes there. */
  cairnOpen: {
    numberOfKeys: 2,
    lua: `local stamp = redis.call('GET', KEYS[1])
if stamp then return stamp end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', redis.call('TIME')[1])
if redis.call('ZCARD', KEYS[2]) > 0 then return false end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ${stampSeconds})
return ARGV[1]`,
  },
} as const;
