import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

export type RedisServer = { address: string; url: string; client: Redis; stop(): Promise<void> };

/** A Redis of its own on loopback that keeps nothing on disk. */
export async function startRedis(): Promise<RedisServer> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'cairn-redis-'));
  const port = await freePort();
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const child = spawn('redis-server', words, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const client = new Redis({ host: '127.0.0.1', port, lazyConnect: false });
  client.on('error', () => undefined);
  const stop = async () => {
    client.disconnect();
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      client.ping(),
      ended.then(() => Promise.reject(new Error('Redis did not start'))),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `127.0.0.1:${port}`, url: `redis://127.0.0.1:${port}`, client, stop };
}
