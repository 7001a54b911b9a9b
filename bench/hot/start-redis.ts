import { Redis } from 'ioredis';
import { startRedis as startServer } from '../../server/testing/redis.ts';

/** A Redis of its own, and a client of the bench's. */
export type RedisServer = { address: string; url: string; client: Redis; stop(): Promise<void> };

export async function startRedis(): Promise<RedisServer> {
  const redis = await startServer();
  const { url, port } = redis;
  const client = new Redis(url);
  client.on('error', () => undefined);
  const stop = async () => {
    client.disconnect();
    await redis.remove();
  };
  return { address: `127.0.0.1:${port}`, url, client, stop };
}
