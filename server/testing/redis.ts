import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { steadyPort } from './steady-port.ts';

/** A real Redis on a port of its own, which can end and begin again there. */
export type TestRedis = {
  url: string;
  port: number;
  pid(): number;
  /** It ends without having been able to do anything about it. */
  kill(): Promise<void>;
  /** It saves what it holds, and ends. */
  stop(): Promise<void>;
  /** Begins again on the same port, with what was saved last or empty. */
  restart(with_: 'data' | 'nothing'): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
};

/** Starts one. @param args further settings, such as `--maxmemory`, `10mb` */
export async function startRedis(args: string[] = []): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-redis-'));
  const port = await steadyPort();
  const state: { child: ChildProcess | null } = { child: null };
  const start = async () => {
    const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    const quiet = ['--loglevel', 'warning', '--save', '', '--appendonly', 'no'];
    state.child = spawn('redis-server', [...where, ...quiet, ...args], { stdio: 'ignore' });
    await answers(port, state.child);
  };
  const end = async (signal: NodeJS.Signals) => {
    const { child } = state;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: () => state.child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    async stop() {
      await tell(port, 'SAVE');
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

async function answers(port: number, child: ChildProcess): Promise<void> {
  while ((await tell(port, 'PING').catch(() => '')) !== '+PONG') {
    if (child.exitCode !== null) throw new Error(`Redis ended with ${child.exitCode}`);
    await sleep(20);
  }
}

async function tell(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${command}\r\n`);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString().trim();
  } finally {
    socket.destroy();
  }
}
