import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { Pair } from './certificates.ts';
import { steadyPort } from './steady-port.ts';

/** A real Redis on a port of its own, which can end and begin again there. */
export type TestRedis = {
  url: string;
  port: number;
  pid(): number;
  /** It ends without having been able to do anything about it. */
  kill(): Promise<void>;
  /** It saves what it holds now, for a later `restart('data')`. */
  save(): Promise<void>;
  /** One command in a line, and the first line of its answer. */
  tell(command: string): Promise<string>;
  /** It saves what it holds, and ends. */
  stop(): Promise<void>;
  /** Begins again on the same port, with what was saved last or empty. */
  restart(with_: 'data' | 'nothing'): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
};

/** By what it is known, where it takes TLS alone. */
export type RedisTls = {
  server: Pick<Pair, 'certFile' | 'keyFile'>;
  ca: Pick<Pair, 'cert' | 'certFile'>;
};

/** Starts one. @param args further settings, such as `--maxmemory`, `10mb` */
export async function startRedis(
  args: string[] = [],
  tls: RedisTls | null = null,
): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-redis-'));
  const port = await steadyPort();
  const at = { port, ca: tls?.ca.cert };
  const state: { child: ChildProcess | null } = { child: null };
  const start = async () => {
    const where = [
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      ...flagsOf(tls ? tlsSettings(port, tls) : { port }),
    ];
    const quiet = ['--loglevel', 'warning', '--save', '', '--appendonly', 'no'];
    state.child = spawn('redis-server', [...where, ...quiet, ...args], { stdio: 'ignore' });
    await answers(at, state.child);
  };
  const end = async (signal: NodeJS.Signals) => {
    const { child } = state;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  return {
    url: `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    port,
    pid: () => state.child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    save: async () => void (await tell(at, 'SAVE')),
    tell: (command) => tell(at, command),
    async stop() {
      await tell(at, 'SAVE');
      await end('SIGTERM');
    },
    async restart(with_) {
      await end('SIGKILL');
      if (with_ === 'nothing') await rm(path.join(folder, 'dump.rdb'), { force: true });
      await start();
    },
    async remove() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One command to the node on a port, on a connection of its own. @returns its whole answer */
export function askRedis(
  port: number,
  ...command: [string, ...(string | number)[]]
): Promise<unknown> {
  return askBy({ port }, ...command);
}

/** The same where the connection takes more than a port. */
export async function askBy(
  options: RedisOptions,
  ...command: [string, ...(string | number)[]]
): Promise<unknown> {
  const client = new Redis({ ...options, lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.call(...command);
  } finally {
    client.disconnect();
  }
}

/** The settings of a node that takes TLS alone, also among its like. Callers need no certificate of their own. */
export function tlsSettings(port: number, { server, ca }: RedisTls): Record<string, string> {
  return {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': server.certFile,
    'tls-key-file': server.keyFile,
    'tls-ca-cert-file': ca.certFile,
    'tls-auth-clients': 'no',
    'tls-replication': 'yes',
  };
}

/** How settings are written behind a command. */
export const flagsOf = (settings: Record<string, string | number>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);

type Address = { port: number; ca: Buffer | undefined };

async function answers(at: Address, child: ChildProcess): Promise<void> {
  while ((await tell(at, 'PING').catch(() => '')) !== '+PONG') {
    if (child.exitCode !== null) throw new Error(`Redis ended with ${child.exitCode}`);
    await sleep(20);
  }
}

async function tell({ port, ca }: Address, command: string): Promise<string> {
  const host = '127.0.0.1';
  const socket = ca === undefined ? connect(port, host) : connectTls({ port, host, ca });
  try {
    socket.write(`${command}\r\n`);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString().trim();
  } finally {
    socket.destroy();
  }
}
