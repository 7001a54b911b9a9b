import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A clock of the machine that is wrong, for the processes that get its environment. */
export type WrongClock = {
  env: Record<string, string>;
  /** Moves it while they run. @param offset from the true time, as libfaketime has it: `+30m`, `-1d` */
  jump(offset: string): Promise<void>;
  remove(): Promise<void>;
};

/** A wrong clock by libfaketime; what counts the time that passes (CLOCK_MONOTONIC) stays right, as on a machine. */
export async function createWrongClock(offset: string): Promise<WrongClock> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-clock-'));
  const file = path.join(folder, 'offset');
  const jump = (to: string) => writeFile(file, `${to}\n`);
  await jump(offset);
  const env = {
    LD_PRELOAD: findLibrary(),
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, jump, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What a program of Node reads from that clock, in milliseconds since 1970. */
export function readClock({ env }: WrongClock): number {
  const print = ['-p', 'Date.now()'];
  return Number(
    execFileSync(process.execPath, print, { env: { ...process.env, ...env }, encoding: 'utf8' }),
  );
}

/** Debian keeps it in a folder of the machine's kind; the variant for threads is Node's. */
function findLibrary(): string {
  for (const kind of readdirSync('/usr/lib')) {
    const folder = path.join('/usr/lib', kind, 'faketime');
    const found = readdirSyncOr(folder).find((name) => name.startsWith('libfaketimeMT.so'));
    if (found) return path.join(folder, found);
  }
  throw new Error('libfaketime is not there: npm test installs it, see bin/lib/test-tools.mjs');
}

function readdirSyncOr(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
