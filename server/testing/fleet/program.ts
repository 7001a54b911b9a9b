import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRoot, self } from '../../../db/embedded/run-as.ts';

/** A process of the stage. */
export type Program = {
  pid: number;
  /** What it has written until now. */
  said(): string;
  running(): boolean;
  /** Sends the signal and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

export type Launch = {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** The user that runs the stage's servers, where that is another than ours. */
  asOwner?: boolean;
};

/** Postgres and PgBouncer refuse to run as root: they run as nobody then. */
export const owner = isRoot() ? { uid: 65_534, gid: 65_534 } : self();

/** The whole path of a program, or an error that says what to install. */
export function programOf(name: string, ...folders: string[]): string {
  const searched = [...folders, ...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/bin'];
  for (const folder of searched) {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return path.join(folder, name);
    } catch {
      continue;
    }
  }
  throw new Error(`${name} is not there: npm test installs it, see bin/lib/test-tools.mjs`);
}

/** A folder of the stage's own, which its servers may write. */
export async function stageFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `cairn-${name}-`));
  await chmod(folder, 0o700);
  if (isRoot()) await chown(folder, owner.uid, owner.gid);
  return folder;
}

/** Removes a folder whose processes may still be closing their files. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Starts a program and does not wait for anything. */
export function launch(
  command: string[],
  { env, cwd = '/', asOwner = true }: Launch = {},
): Program {
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd,
    env: env ?? { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asOwner && isRoot() ? owner : {}),
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-5_000_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.once('error', (error) => hear(Buffer.from(error.message)));
  return {
    pid: child.pid ?? 0,
    said: () => said,
    running: () => isRunning(child),
    async stop(signal = 'SIGTERM') {
      if (!isRunning(child)) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Asks until the answer is no error, for at most a minute. */
export async function until<T>(what: string, ask: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() - began > 60_000)
        throw new Error(`${what} did not come about within a minute`, { cause: error });
      await sleep(50);
    }
  }
}
