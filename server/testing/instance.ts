import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serverFlags } from '../../bin/lib/node.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A real process of Cairn over a data folder of its own, as `npm start` runs it. */
export type Instance = {
  url: string;
  pid: number;
  /** Where it serves gRPC, `127.0.0.1:<port>`. */
  grpc(): Promise<string>;
  /** What it has written to stderr until now. */
  said(): string;
  /** The processes that serve under it, where they are several. */
  workers(): number[];
  /** Works while the others of them stand still, so that this one alone takes a new connection. */
  asking<T>(worker: number, work: () => Promise<T>): Promise<T>;
  signal(name: NodeJS.Signals): void;
  /** The process ends without having been able to do anything about it, with all that is in its group. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for its end. @returns the exit code */
  stop(): Promise<number | null>;
};

export type Home = {
  dataDir: string;
  env: Record<string, string>;
  /** A command in front of the process's own: another network, say. */
  through?: string[];
  remove(): Promise<void>;
};

/** A data folder for instances that follow each other. */
export async function createHome(env: Record<string, string> = {}): Promise<Home> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'cairn-instance-'));
  await chmod(dataDir, 0o755);
  return { dataDir, env, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

function environment(home: Home): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'test',
    PORT: '0',
    GRPC_PORT: '0',
    LOG_LEVEL: 'warn',
    CAIRN_RATE: '100000000',
    CAIRN_DATA: home.dataDir,
    ...home.env,
  };
}

/**
 * Starts Cairn, as a supervisor of several where `CAIRN_PROCESSES` says so, and waits for its URL.
 * @param program what Node runs instead: `cairn worker`, say
 */
export async function startInstance(
  home: Home,
  program: string[] = [...serverFlags, 'server/main.ts'],
): Promise<Instance> {
  const command = [...(home.through ?? []), process.execPath, ...program];
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: root,
    env: environment(home),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  // What it said last may be read after it is gone.
  const heard = once(child.stderr, 'close');
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const url = program.includes('worker')
    ? await saidBy(child.stderr, /^The worker runs\n()/m)
    : await saidBy(child.stdout, /running at (http:\S+)\s/);
  const pid = child.pid;
  if (url === null || pid === undefined) throw new Error(`Cairn did not start:\n${said}`);
  return {
    url,
    pid,
    said: () => said,
    workers: () => childrenOf(pid),
    async asking(worker, work) {
      const others = childrenOf(pid).filter((one) => one !== worker);
      try {
        for (const one of others) await suspend(one);
        return await work();
      } finally {
        for (const one of others) process.kill(one, 'SIGCONT');
      }
    },
    signal: (name) => void child.kill(name),
    async grpc() {
      const find = () => /^gRPC at (\S+)$/m.exec(said)?.[1];
      for (let tries = 0; tries < 600 && !find(); tries += 1) await sleep(50);
      const address = find();
      if (!address) throw new Error(`Cairn does not serve gRPC:\n${said}`);
      return address;
    },
    async kill() {
      process.kill(-pid, 'SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      await heard;
      return code;
    },
  };
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid), '-f', 'server/main.ts'], {
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** Asks on a connection of its own, not on one that some process took before. @returns the status */
export async function askAnew(url: string, headers: Record<string, string> = {}): Promise<number> {
  const sent = get(url, { agent: false, headers });
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

/** A process that was told to stand still may go on for a moment. */
async function suspend(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  const stateOf = async () => /\) (\S)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8'))?.[1];
  while ((await stateOf()) !== 'T') await sleep(1);
}

/**
 * Waits until a stream of the process has said this. Its text is collected all along: a reader of lines that is given
 * up in the midst of them would keep what follows.
 * @returns null where the process ended first
 */
async function saidBy(stream: Readable, wanted: RegExp): Promise<string | null> {
  let text = '';
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = wanted.exec(text);
      if (found) resolve(found[1] ?? '');
    });
    stream.once('close', () => resolve(null));
  });
}

/** Runs a command of the shell against the instance of this folder. @returns what it printed */
export async function cairn(home: Home, args: string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, ['server/boot/command-line.ts', ...args], {
    cwd: root,
    env: environment(home),
  });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`cairn ${args.join(' ')} ended with ${code}:\n${said}`);
  return printed.trim();
}

/** The pid of the embedded Postgres's postmaster. */
export async function postmasterOf(home: Home): Promise<number> {
  const text = await readFile(path.join(home.dataDir, 'postgres', 'pg', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}
