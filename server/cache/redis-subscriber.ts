import { Redis } from 'ioredis';
import type { RedisTarget } from './redis-url.ts';

const longestPause = 1000;

/**
 * Hears a channel of Redis, on a connection of its own that is made again and again. In a cluster any node tells what
 * was published on any other.
 * @returns a way to stop
 */
export function subscribeToRedis(
  target: RedisTarget,
  channel: string,
  heard: (text: string) => void,
): () => void {
  const addresses = target.kind === 'one' ? [{}] : target.seeds;
  let redis: Redis | undefined;
  let again: NodeJS.Timeout | undefined;
  let attempt = 0;
  const open = () => {
    redis = new Redis({
      ...target.options,
      ...addresses[attempt % addresses.length],
      lazyConnect: true,
      connectionName: 'cairn-hints',
      // It only listens: a peer that vanished would not be missed.
      keepAlive: 5000,
      connectTimeout: 2000,
      enableOfflineQueue: false,
      // Whoever is subscribed must hear of an end at once, and the next address may be another.
      retryStrategy: () => null,
    });
    redis.on('message', (_, text: string) => heard(text));
    redis.on('error', () => undefined);
    redis.on('ready', () => {
      redis?.subscribe(channel).then(
        () => (attempt = 0),
        () => redis?.disconnect(),
      );
    });
    redis.once('end', () => {
      attempt += 1;
      again = setTimeout(open, Math.min(attempt * 100, longestPause));
    });
    redis.connect().catch(() => undefined);
  };
  open();
  return () => {
    redis?.removeAllListeners('end');
    redis?.disconnect();
    clearTimeout(again);
  };
}
